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
  const { key, name, type, description = "", required = false, internal = false, hidden = false } = item;
  return {
    name,
    key,
    description,
    ...(item.defaultValue === undefined ? {} : { defaultValue: item.defaultValue }),
    resellerConfig: false,
    companyConfig: false,
    active: true,
    internal,
    groupControl: false,
    displayOrder,
    type,
    hideFromConsole: hidden,
    required,
  };
}

/** The keys of an element, with integer ids as in the JSON schema of the platform makers' own API tests. */
export function keyViews(element: SimulatedElement): KeyView[] {
  return element.configuration.map((item, index) => ({ id: element.id * 100 + index, ...keyView(item, index) }));
}

/** The element inside an instance: the members of the seed document. */
export function elementView(element: SimulatedElement): Record<string, unknown> {
  const { id, name, key, description, active, objects, authentication, hub, protocolType } = element;
  return {
    id,
    name,
    key,
    description,
    image: "",
    logo: key,
    active,
    deleted: false,
    typeOauth: authentication.startsWith("oauth"),
    trialAccount: false,
    resources: [],
    objects,
    transformationsEnabled: true,
    bulkDownloadEnabled: true,
    bulkUploadEnabled: true,
    cloneable: true,
    extendable: true,
    beta: false,
    authentication: { type: authentication },
    extended: false,
    useModelsForMetadata: true,
    hub,
    protocolType,
    parameters: [],
    private: element.custom,
  };
}

/** The element in the catalogue: it also holds an array of its configuration keys. */
export function catalogueView(element: SimulatedElement): Record<string, unknown> {
  const authenticationTypes = [element.authentication];
  return { ...elementView(element), authenticationTypes, configuration: keyViews(element), hooks: [] };
}
