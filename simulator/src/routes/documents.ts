import { swagger } from "../instances/swagger";
import { conflict, notFound } from "../refusal";
import { byIdOrToken } from "../server/access";
import { type Handler, type InstanceCall, jsonBody, param, type Routes } from "../server/call";

/** Kinds of documents that callers keep with an instance: definitions of objects, and their transformations. */
type Kind = "definitions" | "transformations";

/** All documents of a kind, by object name. */
function documentsOf(kind: Kind, { instance }: InstanceCall): Record<string, unknown> {
  const found = [...instance.documents].filter(([place]) => place.startsWith(`${kind}/`));
  return Object.fromEntries(found.map(([place, document]) => [place.slice(kind.length + 1), document]));
}

/** The verbs on the documents of a kind: on all of them, and on the one of an object. */
function routesOf(kind: Kind, all: string, one: string): Routes {
  const placeOf = (call: InstanceCall) => `${kind}/${param(call, "object")}`;

  const readAll: Handler<InstanceCall> = (call) => {
    const json = documentsOf(kind, call);
    if (Object.keys(json).length === 0) throw notFound(`No ${kind} found`);
    return { json };
  };

  const removeAll: Handler<InstanceCall> = (call) => {
    for (const object of Object.keys(documentsOf(kind, call))) call.instance.documents.delete(`${kind}/${object}`);
    call.platform.store.changed();
    return {};
  };

  const read: Handler<InstanceCall> = (call) => {
    const json = call.instance.documents.get(placeOf(call));
    if (json === undefined) throw notFound(`No ${placeOf(call)} found`);
    return { json };
  };

  const write: Handler<InstanceCall> = (call) => {
    const { documents } = call.instance;
    const place = placeOf(call);
    if (call.method === "POST" && documents.has(place)) throw conflict(`The ${place} exist already`);
    if (call.method === "PUT" && !documents.has(place)) throw notFound(`No ${place} found`);
    const json = jsonBody(call);
    documents.set(place, json);
    call.platform.store.changed();
    return { json };
  };

  const remove: Handler<InstanceCall> = (call) => {
    if (!call.instance.documents.delete(placeOf(call))) throw notFound(`No ${placeOf(call)} found`);
    call.platform.store.changed();
    return {};
  };

  return {
    ...byIdOrToken("GET", all, readAll),
    ...byIdOrToken("DELETE", all, removeAll),
    ...byIdOrToken("GET", one, read),
    ...byIdOrToken("POST", one, write),
    ...byIdOrToken("PUT", one, write),
    ...byIdOrToken("DELETE", one, remove),
  };
}

/** `GET …/docs` of an instance: a Swagger 2.0 document that includes the objects that callers transformed. */
const getDocs: Handler<InstanceCall> = (call) => {
  const element = call.platform.store.catalogue.get(call.instance.elementKey);
  return { json: swagger(element, documentsOf("transformations", call), call.headers.host ?? "localhost") };
};

/** Documents that callers keep with an instance, and its own documentation. */
export const documentRoutes: Routes = {
  ...routesOf("definitions", "/objects/definitions", "/objects/{object}/definitions"),
  ...routesOf("transformations", "/transformations", "/transformations/{object}"),
  ...byIdOrToken("GET", "/docs", getDocs),
};
