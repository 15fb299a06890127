import { type ElementDefinition, isMasked } from "../catalogue/definition";
import { keyView, undeclaredKey } from "../catalogue/elementView";
import { mask, requireKeys, shownValue, toStored } from "../instances/configuration";
import type { Platform } from "../platform";
import { badRequest, notFound } from "../platformError";
import type { InstanceCall } from "../server/access";
import { jsonBody } from "../server/request";
import type { InstanceRecord } from "../store/instanceRecord";

function itemView(
  platform: Platform,
  element: ElementDefinition,
  instance: InstanceRecord,
  key: string,
  order: number,
) {
  const declared = element.configuration.find((item) => item.key === key) ?? undeclaredKey(element, key);
  return {
    id: platform.store.itemId(instance, key),
    ...keyView(declared, order),
    propertyValue: shownValue(element, key, instance.configuration.get(key) ?? null),
  };
}

function itemViews(platform: Platform, instance: InstanceRecord) {
  const element = platform.store.catalogue.get(instance.elementKey);
  return [...instance.configuration.keys()].map((key, order) => itemView(platform, element, instance, key, order));
}

/** `GET …/configuration` of an instance: an array of items with integer ids, secrets masked. */
export const listItems: InstanceCall = (_request, platform, _organization, instance) => ({
  json: itemViews(platform, instance),
});

/** `GET …/configuration/{configId}`. */
export const getItem: InstanceCall = (request, platform, _organization, instance) => {
  const item = itemViews(platform, instance).find(({ id }) => id === Number(request.params["configId"]));
  if (!item) throw notFound(`No configuration found with ID ${request.params["configId"]}`);
  return { json: item };
};

/**
 * `PATCH …/configuration/{configId}`: only `propertyValue` counts, and it takes effect at once, without authenticating
 * again (asserted by the platform makers' own API tests).
 */
export const patchItem: InstanceCall = (request, platform, _organization, instance) => {
  const element = platform.store.catalogue.get(instance.elementKey);
  const item = itemViews(platform, instance).find(({ id }) => id === Number(request.params["configId"]));
  if (!item) throw notFound(`No configuration found with ID ${request.params["configId"]}`);
  const body = jsonBody(request);
  if (!("propertyValue" in body)) throw badRequest("propertyValue is missing");
  const value = toStored(body["propertyValue"]);
  const unchanged = value === mask && isMasked(element, item.key) && !platform.settings.maskStoredLiterally;
  if (!unchanged) {
    const configuration = new Map(instance.configuration).set(item.key, value);
    requireKeys(element, configuration);
    platform.store.configure(instance, configuration);
    platform.store.changed();
  }
  const propertyValue = shownValue(element, item.key, instance.configuration.get(item.key) ?? null);
  return { json: { ...item, propertyValue }, changed: !unchanged };
};
