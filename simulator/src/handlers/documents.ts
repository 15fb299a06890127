import { instanceDocs } from "../instances/instanceDocs";
import { conflict, notFound } from "../platformError";
import type { InstanceCall } from "../server/access";
import { type ApiRequest, jsonBody } from "../server/request";
import { type DocumentKind, documentPlace, type InstanceRecord } from "../store/instanceRecord";

function place(kind: DocumentKind, request: ApiRequest): string {
  return documentPlace(kind, request.params["object"] ?? "");
}

/** The verbs on one document of a kind. */
export function documentCalls(kind: DocumentKind): Record<"GET" | "POST" | "PUT" | "DELETE", InstanceCall> {
  const store: InstanceCall = (request, platform, _organization, instance) => {
    const at = place(kind, request);
    const exists = instance.documents.has(at);
    if (request.method === "POST" && exists) throw conflict(`The ${at} exist already`);
    if (request.method === "PUT" && !exists) throw notFound(`No ${at} found`);
    const document = jsonBody(request);
    instance.documents.set(at, document);
    platform.store.changed();
    return { json: document, changed: true };
  };
  return {
    POST: store,
    PUT: store,
    GET: (request, _platform, _organization, instance) => {
      const document = instance.documents.get(place(kind, request));
      if (document === undefined) throw notFound(`No ${place(kind, request)} found`);
      return { json: document };
    },
    DELETE: (request, platform, _organization, instance) => {
      if (!instance.documents.delete(place(kind, request))) throw notFound(`No ${place(kind, request)} found`);
      platform.store.changed();
      return { changed: true };
    },
  };
}

function documentsOf(kind: DocumentKind, instance: InstanceRecord): Record<string, unknown> {
  const found = [...instance.documents].filter(([at]) => at.startsWith(`${kind}/`));
  return Object.fromEntries(found.map(([at, document]) => [at.slice(kind.length + 1), document]));
}

/** All documents of a kind, by object name; 404 when there are none. */
export function allDocuments(kind: DocumentKind): InstanceCall {
  return (_request, _platform, _organization, instance) => {
    const found = documentsOf(kind, instance);
    if (Object.keys(found).length === 0) throw notFound(`No ${kind} found`);
    return { json: found };
  };
}

/** Removes all documents of a kind. */
export function clearDocuments(kind: DocumentKind): InstanceCall {
  return (_request, platform, _organization, instance) => {
    for (const at of instance.documents.keys()) if (at.startsWith(`${kind}/`)) instance.documents.delete(at);
    platform.store.changed();
    return { changed: true };
  };
}

/** `GET …/docs` of an instance: a Swagger 2.0 document that also holds the objects which callers transformed. */
export const getDocs: InstanceCall = (request, platform, _organization, instance) => {
  const element = platform.store.catalogue.get(instance.elementKey);
  const transformations = documentsOf("transformations", instance);
  return { json: instanceDocs(element, transformations, request.headers.host ?? "localhost") };
};
