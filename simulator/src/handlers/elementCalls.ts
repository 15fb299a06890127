import { objectNames } from "../catalogue/metadataView";
import { objectList } from "../instances/objectList";
import { transformed } from "../instances/transformations";
import type { InstanceCall } from "../server/access";
import { documentPlace, type InstanceRecord } from "../store/instanceRecord";
import { vendorAccepts } from "./vendor";

/**
 * `GET /hubs/{hub}/ping` and `GET /ping`: the hub is ignored, and the body is the same for every element (asserted by
 * the platform makers' own API tests). That `valid` turns false when the vendor would refuse the keys is a choice.
 */
export const ping: InstanceCall = (_request, platform, _organization, instance) => ({
  json: { endpoint: instance.elementKey, valid: instance.valid && vendorAccepts(platform, instance.configuration) },
});

/** `GET /objects`: the names; with `Elements-Version: Helium` each with its kind (asserted by the makers' own tests). */
export const objects: InstanceCall = (request) => {
  const detailed = String(request.headers["elements-version"] ?? "").toLowerCase() === "helium";
  return { json: detailed ? objectList() : objectNames };
};

/**
 * A made-up record of the vendor, as the caller transformed it. Nulls are left out unless the instance is told not to
 * filter them.
 */
function vendorRecord(instance: InstanceRecord, resource: string, number: number): Record<string, unknown> {
  const plain = { id: String(number), name: `${resource} ${number}`, description: null };
  const record = transformed(plain, instance.documents.get(documentPlace("transformations", resource)));
  const filtered = instance.configuration.get("filter.response.nulls") !== "false";
  return Object.fromEntries(Object.entries(record).filter(([, value]) => !filtered || value !== null));
}

/** A list of the vendor's records: two that are always the same, so that a client has something to read. */
export const vendorRecords: InstanceCall = (request, _platform, _organization, instance) => {
  const size = Math.min(2, Math.max(1, Number(request.query.get("pageSize") ?? 2) || 2));
  const resource = request.params["resource"] ?? "";
  return { json: Array.from({ length: size }, (_, index) => vendorRecord(instance, resource, index + 1)) };
};
