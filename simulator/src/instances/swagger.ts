import type { SimulatedElement } from "../elements/element";
import { objectNames } from "../elements/view";
import { isJsonObject, type JsonObject } from "../json";

type Schema = Record<string, unknown>;

function parameter(name: string, where: "query" | "path"): Schema {
  return { name, in: where, type: "string", required: where === "path", description: `The ${name}` };
}

function operation(object: string, verb: string, parameters: Schema[], schema: Schema): Schema {
  return {
    operationId: `${verb}${object[0]?.toUpperCase()}${object.slice(1)}`,
    summary: `${verb} ${object}`,
    tags: [object],
    parameters,
    responses: { 200: { description: "Success", schema }, 404: { description: "Not found" } },
  };
}

function pathsOf(object: string, idName: string): Record<string, Schema> {
  const one = { $ref: `#/definitions/${object}` };
  const id = parameter(idName, "path");
  const body = { name: "body", in: "body", required: true, description: `The ${object}`, schema: one };
  const query = [parameter("where", "query"), parameter("pageSize", "query"), parameter("nextPage", "query")];
  return {
    [`/${object}`]: {
      get: operation(object, "get", query, { type: "array", items: one }),
      post: operation(object, "create", [body], one),
    },
    [`/${object}/{${idName}}`]: {
      get: operation(object, "getById", [id], one),
      patch: operation(object, "update", [id, body], one),
      delete: operation(object, "delete", [id], {}),
    },
  };
}

/** What the vendor calls the objects of these transformations, as far as they say so. */
function vendorNames(transformations: JsonObject): string[] {
  return Object.values(transformations)
    .map((one) => (isJsonObject(one) ? one["vendorName"] : undefined))
    .filter((name) => typeof name === "string");
}

/**
 * What an instance offers, as Swagger 2.0. The real document describes the vendor's objects in full; this one has its
 * form, and the names that the platform makers' own API tests look for, including the caller's and the vendor's names
 * of transformed objects.
 */
export function swagger(element: SimulatedElement, transformations: JsonObject, host: string): Schema {
  const transformed = Object.keys(transformations);
  const objects = [...objectNames, ...transformed];
  const record = { type: "object", properties: { id: { type: "string" }, name: { type: "string" } } };
  const note = { type: "object", properties: { note: { type: "string" } } };
  const paths = [objectNames.map((name) => pathsOf(name, "id")), transformed.map((name) => pathsOf(name, "objectId"))];
  return {
    swagger: "2.0",
    info: { title: element.name, version: "1", contact: { email: "nobody@example.com" } },
    host,
    basePath: "/elements/api-v2",
    schemes: ["http"],
    tags: objects.map((name) => ({ name, description: `Work with ${name}` })),
    paths: Object.assign({}, ...paths.flat()),
    definitions: Object.fromEntries([
      ...[...objects, ...vendorNames(transformations)].map((name) => [name, record]),
      ...objectNames.map((name) => [`${name}Notes`, note]),
    ]),
  };
}
