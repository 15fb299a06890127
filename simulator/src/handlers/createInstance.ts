import { asksForTrace, elementOf, nameOf, tagsOf } from "../instances/body";
import { configurationOf, initialConfiguration, requireKeys } from "../instances/configuration";
import { objectList } from "../instances/objectList";
import { badRequest } from "../platformError";
import { base64Secret, hex } from "../random";
import type { PlatformCall } from "../server/access";
import { jsonBody } from "../server/request";
import { shownInstance } from "./shownInstance";
import { requireVendor, waitForVendor } from "./vendor";

/**
 * `POST /instances` and `POST /elements/{key}/instances`. The platform knows no idempotency key and no unique names: every
 * call makes another instance (asserted by its makers' own API tests). Without tags, the name becomes the only tag
 * (asserted there too).
 */
export const createInstance: PlatformCall = async (request, platform, organization) => {
  const body = jsonBody(request);
  const named = request.params["key"] ?? elementOf(body);
  if (named === undefined) throw badRequest("element is missing");
  const element = platform.store.catalogue.get(named);
  const name = nameOf(body);
  if (name === undefined) throw badRequest("name is missing");
  const tags = tagsOf(body) ?? [name];
  const configuration = initialConfiguration(element, configurationOf(body) ?? {});
  requireKeys(element, configuration);

  await waitForVendor(platform);
  requireVendor(platform, configuration);

  const record = platform.store.create({
    organizationId: organization.id,
    elementKey: element.key,
    name,
    token: base64Secret(platform.random),
    tags,
    configuration,
    disabled: false,
    valid: true,
    createdDate: platform.clock.stamp(),
    externalAuthentication: body["externalAuthentication"] === "initial" ? "initial" : "none",
    traceLoggingEnabled: false,
  });
  const headers: Record<string, string> = {};
  if (asksForTrace(body)) {
    const traceId = hex(platform.random, 24);
    platform.traces.add(traceId, element.id);
    headers["elements-trace-id"] = traceId;
  }
  const objects = body["retrieveObjectsAfterInstantiation"] === true ? { objects: objectList() } : {};
  return {
    json: { ...shownInstance(platform, organization, record), ...objects },
    headers,
    changed: true,
    createdId: record.id,
  };
};
