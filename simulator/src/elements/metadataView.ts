import type { SimulatedElement } from "./element";
import { objectNames } from "./view";

/**
 * What an element can do: the members that the JSON schemas of the platform makers' own API tests require, always
 * including the expanded ones. `usage` counts the live instances.
 */
export function metadataView(element: SimulatedElement, instanceCount: number): Record<string, unknown> {
  const { id, name, key, description, active, hub, authentication: authenticationType } = element;
  const events = { supported: true, methods: [element.events] };
  const supported = { supported: true, native: false };
  return {
    ...{ id, name, key, description, active, hub, authenticationType },
    ...{ image: "", displayOrder: 0, beta: false, cloneable: true, transformations: true },
    ...{ churros: true, normalizedPaging: true, swaggerValidated: true },
    elementType: element.custom ? "private" : "public",
    api: { type: "rest", contentType: "json" },
    events: { ...events, [element.events]: { resources: objectNames } },
    discovery: { customFields: true, customObjects: true, endpointCustomFields: true, endpointCustomObjects: true },
    bulk: { upload: true, download: true },
    usage: { instanceCount, customerCount: instanceCount === 0 ? 0 : 1, traffic: 0 },
    resources: objectNames.map((canonicalName) => ({
      canonicalName,
      operations: ["GET"],
      events: { ...events, eventTypes: ["created"] },
      bulk: { upload: supported, download: supported },
      customField: { get: false, create: false, update: false, delete: false },
    })),
  };
}
