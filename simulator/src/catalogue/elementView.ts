import { type ConfigurationKey, type ElementDefinition, isMasked } from "./definition";

/** A configuration key in an answer. */
export interface KeyView {
  readonly key: string;
  readonly [member: string]: unknown;
}

/**
 * A configuration key as the platform shows it, for an element or (with an id and a value) for an instance. A default is
 * left out when there is none: the JSON schema of the platform makers' own API tests allows only text there.
 */
export function keyView(item: ConfigurationKey, displayOrder: number): KeyView {
  return {
    name: item.name,
    key: item.key,
    description: item.description ?? "",
    ...(item.defaultValue === undefined ? {} : { defaultValue: item.defaultValue }),
    resellerConfig: false,
    companyConfig: false,
    active: true,
    internal: item.internal ?? false,
    groupControl: false,
    displayOrder,
    type: item.type,
    hideFromConsole: item.hidden ?? false,
    required: item.required ?? false,
  };
}

/** The keys of an element, with integer ids as in the JSON schema of the platform makers' own API tests. */
export function keyViews(element: ElementDefinition): KeyView[] {
  return element.configuration.map((item, index) => ({ id: element.id * 100 + index, ...keyView(item, index) }));
}

/** The element inside an instance: the members of the seed document. */
export function elementView(element: ElementDefinition): Record<string, unknown> {
  return {
    id: element.id,
    name: element.name,
    key: element.key,
    description: element.description,
    image: element.image,
    logo: element.key,
    active: element.active,
    deleted: false,
    typeOauth: element.authentication.startsWith("oauth"),
    trialAccount: false,
    resources: [],
    objects: element.objects,
    transformationsEnabled: true,
    bulkDownloadEnabled: true,
    bulkUploadEnabled: true,
    cloneable: true,
    extendable: true,
    beta: false,
    authentication: { type: element.authentication },
    extended: false,
    useModelsForMetadata: true,
    hub: element.hub,
    protocolType: element.protocolType,
    parameters: [],
    private: element.custom,
  };
}

/** The element in the catalogue: it also holds an array of its configuration keys. */
export function catalogueView(element: ElementDefinition): Record<string, unknown> {
  return {
    ...elementView(element),
    authenticationTypes: [element.authentication],
    configuration: keyViews(element),
    hooks: [],
  };
}

/** How an instance's key that its element does not declare is shown: as a text field, or as a password by its name. */
export function undeclaredKey(element: ElementDefinition, key: string): ConfigurationKey {
  return { key, name: key, type: isMasked(element, key) ? "PASSWORD" : "TEXTFIELD_1000" };
}
