import { objectNames } from "../elements/view";
import type { InstanceRecord } from "../instances/record";
import { vendorAccepts } from "../instances/vendor";
import { objectList } from "../instances/view";
import { isJsonObject, type JsonObject } from "../json";
import { type Handler, type InstanceCall, param } from "../server/call";

/**
 * `GET /hubs/{hub}/ping` and `GET /ping`: the body is the same for every element (asserted by the platform makers' own API
 * tests). That `valid` turns false when the vendor would refuse the keys is a choice.
 */
export const ping: Handler<InstanceCall> = ({ platform, instance }) => ({
  json: { endpoint: instance.elementKey, valid: instance.valid && vendorAccepts(platform, instance.configuration) },
});

/** `GET /objects`: the names; with `Elements-Version: Helium` each with its kind (asserted by the makers' own tests). */
export const objects: Handler<InstanceCall> = ({ headers }) => {
  const detailed = String(headers["elements-version"] ?? "").toLowerCase() === "helium";
  return { json: detailed ? objectList() : objectNames };
};

/**
 * A vendor's record with the fields that a transformation adds: each `path` holds what the vendor has at `vendorPath`
 * (asserted by the platform makers' own API tests). That the vendor's fields stay and that paths are plain names are
 * choices.
 */
function transformed(record: JsonObject, transformation: unknown): JsonObject {
  const result: Record<string, unknown> = { ...record };
  const fields = isJsonObject(transformation) ? transformation["fields"] : undefined;
  for (const { path, vendorPath } of Array.isArray(fields) ? fields.filter(isJsonObject) : []) {
    if (typeof path === "string" && typeof vendorPath === "string") result[path] = record[vendorPath];
  }
  return result;
}

/** A made-up record of the vendor, as the caller transformed it; without nulls, unless the instance keeps them. */
function vendorRecord(instance: InstanceRecord, resource: string, number: number): JsonObject {
  const plain = { id: String(number), name: `${resource} ${number}`, description: null };
  const record = transformed(plain, instance.documents.get(`transformations/${resource}`));
  if (instance.configuration.get("filter.response.nulls") === "false") return record;
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}

/** A list of the vendor's records: two that are always the same, so that a client has something to read. */
export const vendorRecords: Handler<InstanceCall> = (call) => {
  const size = Math.min(2, Math.max(1, Number(call.query.get("pageSize") ?? 2) || 2));
  const resource = param(call, "resource");
  return { json: Array.from({ length: size }, (_, index) => vendorRecord(call.instance, resource, index + 1)) };
};
