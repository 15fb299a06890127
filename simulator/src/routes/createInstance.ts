import { asksForTrace, elementOf, nameOf, tagsOf } from "../instances/body";
import { configurationOf, initialConfiguration, requireKeys } from "../instances/configuration";
import { newInstance } from "../instances/record";
import { requireVendor, waitForVendor } from "../instances/vendor";
import { instanceView, objectList } from "../instances/view";
import { hex } from "../random";
import { badRequest } from "../refusal";
import { type Handler, jsonBody, type UserCall } from "../server/call";

/**
 * `POST /instances` and `POST /elements/{key}/instances`. The platform knows no idempotency key and no unique names: every
 * call makes another instance (asserted by its makers' own API tests). Without tags, the name becomes the only tag
 * (asserted there too).
 */
export const createInstance: Handler<UserCall> = async (call) => {
  const { platform, organization, params } = call;
  const body = jsonBody(call);
  const named = params["key"] ?? elementOf(body);
  if (named === undefined) throw badRequest("element is missing");
  const element = platform.store.catalogue.get(named);
  const name = nameOf(body);
  if (name === undefined) throw badRequest("name is missing");
  const tags = tagsOf(body) ?? [name];
  const configuration = initialConfiguration(element, configurationOf(body) ?? {});
  requireKeys(element, configuration);

  await waitForVendor(platform);
  requireVendor(platform, configuration);

  const created = platform.store.create({
    ...newInstance(platform, organization, element, { name, tags, configuration }),
    externalAuthentication: body["externalAuthentication"] === "initial" ? "initial" : "none",
  });
  const headers: Record<string, string> = {};
  if (asksForTrace(body)) {
    const traceId = hex(platform.random, 24);
    platform.traces.set(traceId, element.id);
    headers["elements-trace-id"] = traceId;
  }
  const objects = body["retrieveObjectsAfterInstantiation"] === true ? { objects: objectList() } : {};
  return { json: { ...instanceView(platform, organization, created), ...objects }, headers, created };
};
