import type { ElementDefinition } from "../catalogue/definition";
import { catalogueView, keyViews } from "../catalogue/elementView";
import { metadataView } from "../catalogue/metadataView";
import type { Platform } from "../platform";
import type { PlatformCall } from "../server/access";
import type { ApiRequest } from "../server/request";
import type { Endpoint } from "../server/router";
import { pageOf } from "./paging";

function elementIn(request: ApiRequest, platform: Platform): ElementDefinition {
  return platform.store.catalogue.get(request.params["key"] ?? "");
}

function metadata(platform: Platform, element: ElementDefinition): Record<string, unknown> {
  const count = platform.store.all().filter((instance) => instance.elementKey === element.key).length;
  return metadataView(element, count);
}

/** `GET /elements`: the official documentation shows it without an Authorization header. */
export const listElements: Endpoint<Platform> = (request, platform) => {
  const sorted = platform.store.catalogue.all().sort((a, b) => a.id - b.id);
  const page = pageOf(sorted, request.query);
  return { json: page.items.map(catalogueView), headers: page.headers };
};

/** `GET /elements/keys`: an array of texts. */
export const listElementKeys: Endpoint<Platform> = (_request, platform) => ({
  json: platform.store.catalogue.all().map((element) => element.key),
});

/** `GET /elements/metadata`: of all elements. */
export const listMetadata: PlatformCall = (_request, platform) => ({
  json: platform.store.catalogue.all().map((element) => metadata(platform, element)),
});

/** `GET /elements/{key or id}`, and `…/export`, which is the same here. */
export const getElement: PlatformCall = (request, platform) => ({
  json: catalogueView(elementIn(request, platform)),
});

/** `GET /elements/{key or id}/metadata`. */
export const getMetadata: PlatformCall = (request, platform) => ({
  json: metadata(platform, elementIn(request, platform)),
});

/** `GET /elements/{key or id}/configuration`: an object by key, unlike the array of an instance. */
export const getElementConfiguration: PlatformCall = (request, platform) => ({
  json: Object.fromEntries(keyViews(elementIn(request, platform)).map((item) => [item.key, item])),
});

/** `GET /elements/{key or id}/authentication-types`. Its form is not known; an element's export holds such an array. */
export const getAuthenticationTypes: PlatformCall = (request, platform) => ({
  json: [elementIn(request, platform).authentication],
});

/** `GET /elements/{key or id}/transformations`: no element has any of its own here. */
export const getTransformations: PlatformCall = (request, platform) => {
  elementIn(request, platform);
  return { json: {} };
};
