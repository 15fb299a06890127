import { type DeclaredKey, isMasked, type SimulatedElement } from "../elements/element";
import { type KeyView, keyView } from "../elements/view";
import { mask, requireKeys, shownValue, toStored } from "../instances/configuration";
import { badRequest, notFound } from "../refusal";
import { byIdOrToken } from "../server/access";
import { type Handler, type InstanceCall, jsonBody, param, type Routes } from "../server/call";

/** A key that its element does not declare: a text field, or by its name a password. */
function undeclaredKey(element: SimulatedElement, key: string): DeclaredKey {
  return { key, name: key, type: isMasked(element, key) ? "PASSWORD" : "TEXTFIELD_1000" };
}

function itemsOf({ platform: { store }, instance }: InstanceCall): (KeyView & { readonly id: number })[] {
  const element = store.catalogue.get(instance.elementKey);
  return [...instance.configuration].map(([key, value], order) => {
    const declared = element.configuration.find((item) => item.key === key) ?? undeclaredKey(element, key);
    const propertyValue = shownValue(element, key, value);
    return { id: store.itemId(instance, key), ...keyView(declared, order), propertyValue };
  });
}

function itemOf(call: InstanceCall) {
  const item = itemsOf(call).find(({ id }) => id === Number(param(call, "configId")));
  if (!item) throw notFound(`No configuration found with ID ${param(call, "configId")}`);
  return item;
}

/**
 * `PATCH …/configuration/{configId}`: only `propertyValue` counts, and it takes effect at once, without authenticating
 * again (asserted by the platform makers' own API tests).
 */
const patchItem: Handler<InstanceCall> = (call) => {
  const { store, options } = call.platform;
  const { instance } = call;
  const element = store.catalogue.get(instance.elementKey);
  const { key } = itemOf(call);
  const body = jsonBody(call);
  if (!("propertyValue" in body)) throw badRequest("propertyValue is missing");
  const value = toStored(body["propertyValue"]);
  if (value !== mask || !isMasked(element, key) || options.maskStoredLiterally) {
    const configuration = new Map(instance.configuration).set(key, value);
    requireKeys(element, configuration);
    store.configure(instance, configuration);
    store.changed();
  }
  return { json: itemOf(call) };
};

/** The configuration of an instance as an array of items with integer ids, secrets masked. */
export const configurationItemRoutes: Routes = {
  ...byIdOrToken("GET", "/configuration", (call) => ({ json: itemsOf(call) })),
  ...byIdOrToken("GET", "/configuration/{configId}", (call) => ({ json: itemOf(call) })),
  ...byIdOrToken("PATCH", "/configuration/{configId}", patchItem),
};
