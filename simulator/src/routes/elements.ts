import type { SimulatedElement } from "../elements/element";
import { metadataView } from "../elements/metadataView";
import { catalogueView, keyViews } from "../elements/view";
import { forUser } from "../server/access";
import { type Call, type Handler, param, type Routes } from "../server/call";
import { pageOf } from "./paging";

/** The element that the path names by key or id; 404 if there is none. */
export function elementIn(call: Call): SimulatedElement {
  return call.platform.store.catalogue.get(param(call, "key"));
}

function metadata({ platform: { store } }: Call, element: SimulatedElement): Record<string, unknown> {
  return metadataView(element, store.all().filter(({ elementKey }) => elementKey === element.key).length);
}

const listElements: Handler = ({ platform, query }) => {
  const { items, headers } = pageOf(
    platform.store.catalogue.all().sort((a, b) => a.id - b.id),
    query,
  );
  return { json: items.map(catalogueView), headers };
};

const getElement = forUser((call) => ({ json: catalogueView(elementIn(call)) }));

/** Reading the catalogue. */
export const catalogueRoutes: Routes = {
  // The official documentation shows these two without an Authorization header.
  "GET /elements": listElements,
  "GET /elements/keys": ({ platform }) => ({ json: platform.store.catalogue.all().map(({ key }) => key) }),
  "GET /elements/metadata": forUser((call) => ({
    json: call.platform.store.catalogue.all().map((element) => metadata(call, element)),
  })),
  "GET /elements/{key}": getElement,
  "GET /elements/{key}/export": getElement,
  "GET /elements/{key}/metadata": forUser((call) => ({ json: metadata(call, elementIn(call)) })),
  // An object by key, unlike the array of an instance.
  "GET /elements/{key}/configuration": forUser((call) => ({
    json: Object.fromEntries(keyViews(elementIn(call)).map((item) => [item.key, item])),
  })),
  // Its form is not known; an element's export holds such an array.
  "GET /elements/{key}/authentication-types": forUser((call) => ({ json: [elementIn(call).authentication] })),
  // No element has any of its own here.
  "GET /elements/{key}/transformations": forUser((call) => ({ json: elementIn(call) && {} })),
};
