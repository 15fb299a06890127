import type { DeclaredKey, SimulatedElement } from "./element";

/** Objects that every element offers, so that metadata and documentation have something to show. */
export const objectNames: readonly string[] = ["accounts", "contacts", "opportunities", "tasks"];

/** A configuration key in a response. */
export interface KeyView {
  readonly key: string;
  readonly [member: string]: unknown;
}

/**
 * A configuration key as the platform shows it, for an element or (with an id and a value) for an instance. A default is
 * left out when there is none: the JSON schema of the platform makers' own API tests allows only text there.
 */
export function keyView(item: DeclaredKey, displayOrder: number): KeyView {
  const { hidden = false, description = "", required = false, internal = false, ...given } = item;
  const constant = { resellerConfig: false, companyConfig: false, active: true, groupControl: false };
  return { ...given, description, ...constant, internal, displayOrder, hideFromConsole: hidden, required };
}

/** The keys of an element, with integer ids as in the JSON schema of the platform makers' own API tests. */
export function keyViews(element: SimulatedElement): KeyView[] {
  return element.configuration.map((item, index) => ({ id: element.id * 100 + index, ...keyView(item, index) }));
}

/** Members of the example response (`instances/view.ts`) that are the same for every element here. */
const never = { deleted: false, trialAccount: false, beta: false, extended: false };
const always = { transformationsEnabled: true, useModelsForMetadata: true, cloneable: true, extendable: true };
const bulk = { bulkDownloadEnabled: true, bulkUploadEnabled: true };
const empty = { image: "", resources: [], parameters: [] };

/** The element inside an instance: the members of the example response. */
export function elementView({ configuration, events, custom, clonedFrom, ...element }: SimulatedElement) {
  const authentication = { type: element.authentication };
  const typeOauth = element.authentication.startsWith("oauth");
  const own = { ...element, logo: element.key, authentication, typeOauth, private: custom };
  return { ...own, ...never, ...always, ...bulk, ...empty };
}

/** The element in the catalogue: it also holds an array of its configuration keys. */
export function catalogueView(element: SimulatedElement) {
  const authenticationTypes = [element.authentication];
  return { ...elementView(element), authenticationTypes, configuration: keyViews(element), hooks: [] };
}
