import { isKey } from "../catalogue/catalogue";
import type { ConfigurationKey, ElementDefinition } from "../catalogue/definition";
import { catalogueView, keyViews } from "../catalogue/elementView";
import { withCommonKeys } from "../catalogue/genericElement";
import { isJsonObject, type JsonObject } from "../json";
import type { Platform } from "../platform";
import { badRequest, conflict, forbidden, notFound } from "../platformError";
import type { PlatformCall } from "../server/access";
import { type ApiRequest, jsonBody } from "../server/request";
import { Reader } from "../store/reader";

/** An element that callers made; the others belong to the platform. That all organizations see it is a choice. */
function customElement(request: ApiRequest, platform: Platform): ElementDefinition {
  const keyOrId = request.params["key"] ?? "";
  const { catalogue } = platform.store;
  // Not `get`: a key that nobody has mentioned would come into being.
  const element = catalogue.has(keyOrId) || /^\d+$/.test(keyOrId) ? catalogue.find(keyOrId) : undefined;
  if (!element) throw notFound(`No element found with key ${keyOrId}`);
  if (!element.custom) throw forbidden("The element belongs to the platform");
  return element;
}

function configurationKey(body: JsonObject): ConfigurationKey {
  try {
    return new Reader({ type: "TEXTFIELD_128", ...body }).configurationKey();
  } catch (error) {
    throw badRequest(error instanceof Error ? error.message : String(error));
  }
}

function text(body: JsonObject, name: string, otherwise: string): string {
  const value = body[name];
  return typeof value === "string" ? value : otherwise;
}

/** An element with the members of a request body; what the body leaves out stays. */
function withBody(element: ElementDefinition, body: JsonObject, platform: Platform): ElementDefinition {
  const { authentication, configuration, objects } = body;
  const keys = Array.isArray(configuration) ? configuration.filter(isJsonObject).map(configurationKey) : undefined;
  const listed = Array.isArray(objects) ? objects.filter(isJsonObject) : undefined;
  return {
    ...element,
    name: text(body, "name", element.name),
    description: text(body, "description", element.description),
    hub: text(body, "hub", element.hub),
    protocolType: text(body, "protocolType", element.protocolType),
    authentication: isJsonObject(authentication)
      ? text(authentication, "type", element.authentication)
      : element.authentication,
    configuration: keys ? withCommonKeys(keys) : element.configuration,
    objects: listed?.map((object) => ({ ...object, id: platform.store.catalogue.newId() })) ?? element.objects,
  };
}

/**
 * `POST /elements`: the key is the name in small letters and digits (platform makers' own API tests). An element that was
 * only mentioned so far keeps the id that was given out.
 */
export const createElement: PlatformCall = (request, platform) => {
  const body = jsonBody(request);
  const { catalogue } = platform.store;
  const name = text(body, "name", "");
  const key = text(body, "key", name.toLowerCase().replace(/[^a-z0-9]/g, ""));
  if (!isKey(key)) throw badRequest("name or key must give a key that can stand in a path");
  const mentioned = catalogue.has(key) ? catalogue.get(key) : undefined;
  if (mentioned?.custom || catalogue.isBuiltIn(key)) throw conflict(`An element with key ${key} exists already`);
  const blank: ElementDefinition = {
    id: mentioned?.id ?? catalogue.newId(),
    key,
    name,
    description: "",
    hub: "general",
    authentication: "custom",
    events: "polling",
    configuration: withCommonKeys([]),
    image: "",
    active: true,
    protocolType: "http",
    objects: [],
    custom: true,
  };
  return { json: catalogueView(catalogue.put(withBody(blank, body, platform))), changed: true };
};

/** `POST /elements/{key or id}/clone`: a private copy under its own key and id. The body, if any, does not matter. */
export const cloneElement: PlatformCall = (request, platform) => {
  const { catalogue } = platform.store;
  const original = catalogue.get(request.params["key"] ?? "");
  let number = 1;
  while (catalogue.has(`${original.key}clone${number}`)) number += 1;
  const key = `${original.key}clone${number}`;
  const clone = {
    ...original,
    id: catalogue.newId(),
    key,
    name: `${original.name} clone ${number}`,
    custom: true,
    clonedFrom: original.key,
  };
  return { json: catalogueView(catalogue.put(clone)), changed: true };
};

/** `PUT /elements/{key or id}` of a custom element. */
export const updateElement: PlatformCall = (request, platform) => {
  const element = customElement(request, platform);
  const updated = withBody(element, jsonBody(request), platform);
  return { json: catalogueView(platform.store.catalogue.put(updated)), changed: true };
};

/** `DELETE /elements/{key or id}` of a custom element; 409 while it has instances, which is a choice. */
export const deleteElement: PlatformCall = (request, platform) => {
  const element = customElement(request, platform);
  if (platform.store.all().some(({ elementKey }) => elementKey === element.key)) {
    throw conflict("The element still has instances");
  }
  platform.store.catalogue.remove(element);
  return { changed: true };
};

/** `PUT` and `DELETE /elements/{key or id}/active` of a custom element. */
export const setActive: PlatformCall = (request, platform) => {
  const element = customElement(request, platform);
  platform.store.catalogue.put({ ...element, active: request.method === "PUT" });
  return { changed: true };
};

function shownKey(platform: Platform, element: ElementDefinition, key: string) {
  const stored = platform.store.catalogue.put(element);
  return { json: keyViews(stored).find((item) => item.key === key), changed: true };
}

/** `POST /elements/{key or id}/configuration` of a custom element: one more configuration key. */
export const addElementKey: PlatformCall = (request, platform) => {
  const element = customElement(request, platform);
  const item = configurationKey(jsonBody(request));
  if (element.configuration.some(({ key }) => key === item.key)) throw conflict(`The key ${item.key} exists already`);
  return shownKey(platform, { ...element, configuration: [...element.configuration, item] }, item.key);
};

/** `PUT /elements/{key or id}/configuration/{configuration key}` of a custom element. */
export const updateElementKey: PlatformCall = (request, platform) => {
  const element = customElement(request, platform);
  const wanted = existingKey(element, request);
  const item = { ...configurationKey(jsonBody(request)), key: wanted };
  const configuration = element.configuration.map((present) => (present.key === wanted ? item : present));
  return shownKey(platform, { ...element, configuration }, wanted);
};

/** `DELETE /elements/{key or id}/configuration/{configuration key}` of a custom element. */
export const deleteElementKey: PlatformCall = (request, platform) => {
  const element = customElement(request, platform);
  const wanted = existingKey(element, request);
  const configuration = element.configuration.filter(({ key }) => key !== wanted);
  platform.store.catalogue.put({ ...element, configuration });
  return { changed: true };
};

function existingKey(element: ElementDefinition, request: ApiRequest): string {
  const wanted = request.params["configuration"] ?? "";
  if (!element.configuration.some(({ key }) => key === wanted))
    throw notFound(`No configuration found with key ${wanted}`);
  return wanted;
}
