import { isKey } from "../elements/catalogue";
import { type DeclaredKey, elementWith, type SimulatedElement, withCommonKeys } from "../elements/element";
import { catalogueView, keyViews } from "../elements/view";
import { isJsonObject, type JsonObject } from "../json";
import { badRequest, conflict, forbidden, notFound } from "../refusal";
import { forUser } from "../server/access";
import { type Call, type Handler, jsonBody, param, type Routes } from "../server/call";
import { elementIn } from "./elements";

/** An element that callers made; the others belong to the platform. Showing it to all organizations is a choice. */
function customElement(call: Call): SimulatedElement {
  // Not `get`, which would create an element for an unknown key.
  const element = call.platform.store.catalogue.known(param(call, "key"));
  if (!element) throw notFound(`No element found with key ${param(call, "key")}`);
  if (!element.custom) throw forbidden("The element belongs to the platform");
  return element;
}

function text(body: JsonObject, name: string, otherwise: string): string {
  const value = body[name];
  return typeof value === "string" ? value : otherwise;
}

function declaredKey(body: JsonObject): DeclaredKey {
  const { key, name, defaultValue } = body;
  if (typeof key !== "string" || typeof name !== "string")
    throw badRequest("a configuration key needs a key and a name");
  return {
    key,
    name,
    type: text(body, "type", "TEXTFIELD_128"),
    description: text(body, "description", ""),
    ...(typeof defaultValue === "string" ? { defaultValue } : {}),
    required: body["required"] === true,
    hidden: body["hidden"] === true,
    internal: body["internal"] === true,
  };
}

/** An element with the members of a request body; members that the body omits stay. */
function withBody(element: SimulatedElement, body: JsonObject, newId: () => number): SimulatedElement {
  const { authentication, configuration, objects } = body;
  const keys = Array.isArray(configuration) ? configuration.filter(isJsonObject).map(declaredKey) : undefined;
  const listed = Array.isArray(objects) ? objects.filter(isJsonObject) : undefined;
  return {
    ...element,
    name: text(body, "name", element.name),
    description: text(body, "description", element.description),
    hub: text(body, "hub", element.hub),
    protocolType: text(body, "protocolType", element.protocolType),
    authentication: text(isJsonObject(authentication) ? authentication : {}, "type", element.authentication),
    configuration: keys ? withCommonKeys(keys) : element.configuration,
    objects: listed?.map((object) => ({ ...object, id: newId() })) ?? element.objects,
  };
}

/**
 * `POST /elements`: the key is the name in small letters and digits (platform makers' own API tests). An element that
 * was only mentioned so far keeps its id.
 */
const createElement: Handler = (call) => {
  const { catalogue } = call.platform.store;
  const body = jsonBody(call);
  const name = text(body, "name", "");
  const key = text(body, "key", name.toLowerCase().replace(/[^a-z0-9]/g, ""));
  if (!isKey(key)) throw badRequest("name or key must give a key that can stand in a path");
  const mentioned = catalogue.known(key);
  if (mentioned?.custom || catalogue.isBuiltIn(key)) throw conflict(`An element with key ${key} exists already`);
  const id = mentioned?.id ?? catalogue.newId();
  const blank = elementWith({ id, key, name, authentication: "custom", custom: true });
  return { json: catalogueView(catalogue.put(withBody(blank, body, () => catalogue.newId()))) };
};

const updateElement: Handler = (call) => {
  const { catalogue } = call.platform.store;
  const updated = withBody(customElement(call), jsonBody(call), () => catalogue.newId());
  return { json: catalogueView(catalogue.put(updated)) };
};

/** 409 while the element has instances: a choice. */
const deleteElement: Handler = (call) => {
  const { store } = call.platform;
  const element = customElement(call);
  if (store.all().some(({ elementKey }) => elementKey === element.key)) {
    throw conflict("The element still has instances");
  }
  store.catalogue.remove(element);
  return {};
};

/** A private copy under its own key and id. The body, if any, does not matter. */
const cloneElement: Handler = (call) => {
  const { catalogue } = call.platform.store;
  const original = elementIn(call);
  let number = 1;
  while (catalogue.known(`${original.key}clone${number}`)) number += 1;
  const key = `${original.key}clone${number}`;
  const name = `${original.name} clone ${number}`;
  const clone = { ...original, id: catalogue.newId(), key, name, custom: true, clonedFrom: original.key };
  return { json: catalogueView(catalogue.put(clone)) };
};

const setActive: Handler = (call) => {
  call.platform.store.catalogue.put({ ...customElement(call), active: call.method === "PUT" });
  return {};
};

const addKey: Handler = (call) => {
  const element = customElement(call);
  const item = declaredKey(jsonBody(call));
  if (element.configuration.some(({ key }) => key === item.key)) throw conflict(`The key ${item.key} exists already`);
  const updated = { ...element, configuration: [...element.configuration, item] };
  call.platform.store.catalogue.put(updated);
  return { json: keyViews(updated).find(({ key }) => key === item.key) };
};

/** PUT and DELETE of a declared key, which the path names. */
const changeKey: Handler = (call) => {
  const element = customElement(call);
  const wanted = param(call, "configuration");
  const present = element.configuration.findIndex(({ key }) => key === wanted);
  if (present < 0) throw notFound(`No configuration found with key ${wanted}`);
  const replacement = call.method === "DELETE" ? [] : [{ ...declaredKey(jsonBody(call)), key: wanted }];
  const configuration = element.configuration.flatMap((item, index) => (index === present ? replacement : [item]));
  const updated = { ...element, configuration };
  call.platform.store.catalogue.put(updated);
  return call.method === "DELETE" ? {} : { json: keyViews(updated)[present] };
};

/** Elements that callers make, by key or id, and clones. */
export const customElementRoutes: Routes = {
  "POST /elements": forUser(createElement),
  "PUT /elements/{key}": forUser(updateElement),
  "DELETE /elements/{key}": forUser(deleteElement),
  "POST /elements/{key}/clone": forUser(cloneElement),
  "PUT /elements/{key}/active": forUser(setActive),
  "DELETE /elements/{key}/active": forUser(setActive),
  "POST /elements/{key}/configuration": forUser(addKey),
  "PUT /elements/{key}/configuration/{configuration}": forUser(changeKey),
  "DELETE /elements/{key}/configuration/{configuration}": forUser(changeKey),
};
