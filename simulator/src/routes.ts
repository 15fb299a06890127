import { getItem, listItems, patchItem } from "./handlers/configurationItems";
import { createInstance } from "./handlers/createInstance";
import {
  addElementKey,
  cloneElement,
  createElement,
  deleteElement,
  deleteElementKey,
  setActive,
  updateElement,
  updateElementKey,
} from "./handlers/customElements";
import { allDocuments, clearDocuments, documentCalls, getDocs } from "./handlers/documents";
import { objects, ping, vendorRecords } from "./handlers/elementCalls";
import {
  getAuthenticationTypes,
  getElement,
  getElementConfiguration,
  getMetadata,
  getTransformations,
  listElementKeys,
  listElements,
  listMetadata,
} from "./handlers/elements";
import { listEvents } from "./handlers/events";
import { countInstances, deleteInstance, getInstance, setEnabled, setTraceLogging } from "./handlers/instance";
import { listInstances } from "./handlers/listInstances";
import { authenticationTrace, defaultOauthUrl, oauthToken, oauthUrl } from "./handlers/oauth";
import { logIn, loginSecrets, me } from "./handlers/organizations";
import { updateInstance } from "./handlers/updateInstance";
import { getUsage, listUsage } from "./handlers/usage";
import type { Platform } from "./platform";
import {
  byId,
  byToken,
  elementCall,
  type InstanceCall,
  platformCall,
  privilegedById,
  privilegedCall,
  readById,
  throughElement,
} from "./server/access";
import type { Endpoint, Route } from "./server/router";
import type { DocumentKind } from "./store/instanceRecord";

function route(verbAndPattern: string, endpoint: Endpoint<Platform>): Route<Platform> {
  const [method = "", pattern = ""] = verbAndPattern.split(" ");
  return { method, pattern, endpoint };
}

/** The platform has most calls on an instance twice: by id, and by the token of the Authorization header. */
function both(verb: string, rest: string, work: InstanceCall): Route<Platform>[] {
  return [route(`${verb} /instances/{id}${rest}`, byId(work)), route(`${verb} /instances${rest}`, byToken(work))];
}

/** The documents that callers keep with an instance, all of a kind and each one by the name of its object. */
function documents(kind: DocumentKind, all: string, one: string): Route<Platform>[] {
  const calls = Object.entries(documentCalls(kind));
  return [
    ...both("GET", all, allDocuments(kind)),
    ...both("DELETE", all, clearDocuments(kind)),
    ...calls.flatMap(([verb, work]) => both(verb, one, work)),
  ];
}

const instances: Route<Platform>[] = [
  route("GET /instances", platformCall(listInstances)),
  route("POST /instances", privilegedCall(createInstance)),
  route("GET /instances/count", platformCall(countInstances)),
  route("GET /instances/events", platformCall(listEvents)),
  route("GET /instances/{id}", readById(getInstance)),
  route("GET /instances/{id}/events", byId(listEvents)),
  route("PUT /instances/{id}", privilegedById(updateInstance)),
  route("PUT /instances", byToken(updateInstance, true)),
  ...both("PATCH", "", updateInstance),
  ...both("DELETE", "", deleteInstance),
  ...both("PUT", "/enabled", setEnabled),
  ...both("DELETE", "/enabled", setEnabled),
  ...both("PUT", "/trace-logging", setTraceLogging),
  ...both("DELETE", "/trace-logging", setTraceLogging),
  ...both("GET", "/configuration", listItems),
  ...both("GET", "/configuration/{configId}", getItem),
  ...both("PATCH", "/configuration/{configId}", patchItem),
  ...both("GET", "/docs", getDocs),
  ...documents("definitions", "/objects/definitions", "/objects/{object}/definitions"),
  ...documents("transformations", "/transformations", "/transformations/{object}"),
];

const throughElements: Route<Platform>[] = [
  route("GET /elements/{key}/instances", platformCall(listInstances)),
  route("POST /elements/{key}/instances", privilegedCall(createInstance)),
  route("GET /elements/{key}/instances/{id}", readById(throughElement(getInstance))),
  route("PUT /elements/{key}/instances/{id}", privilegedById(throughElement(updateInstance))),
  route("DELETE /elements/{key}/instances/{id}", byId(throughElement(deleteInstance))),
];

const elements: Route<Platform>[] = [
  route("GET /elements", listElements),
  route("GET /elements/keys", listElementKeys),
  route("GET /elements/metadata", platformCall(listMetadata)),
  route("GET /elements/{key}", platformCall(getElement)),
  route("POST /elements", platformCall(createElement)),
  route("PUT /elements/{key}", platformCall(updateElement)),
  route("DELETE /elements/{key}", platformCall(deleteElement)),
  route("POST /elements/{key}/clone", platformCall(cloneElement)),
  route("PUT /elements/{key}/active", platformCall(setActive)),
  route("DELETE /elements/{key}/active", platformCall(setActive)),
  route("POST /elements/{key}/configuration", platformCall(addElementKey)),
  route("PUT /elements/{key}/configuration/{configuration}", platformCall(updateElementKey)),
  route("DELETE /elements/{key}/configuration/{configuration}", platformCall(deleteElementKey)),
  route("GET /elements/{key}/export", platformCall(getElement)),
  route("GET /elements/{key}/metadata", platformCall(getMetadata)),
  route("GET /elements/{key}/configuration", platformCall(getElementConfiguration)),
  route("GET /elements/{key}/authentication-types", platformCall(getAuthenticationTypes)),
  route("GET /elements/{key}/transformations", platformCall(getTransformations)),
  route("GET /elements/{key}/oauth/url", oauthUrl),
  route("POST /elements/{key}/oauth/url", oauthUrl),
  route("GET /elements/{key}/oauth/url/default", defaultOauthUrl),
  route("GET /elements/{key}/oauth/token", platformCall(oauthToken)),
  route("GET /elements/{key}/trace/{trace}", platformCall(authenticationTrace)),
];

const around: Route<Platform>[] = [
  route("GET /organizations/me", platformCall(me)),
  route("POST /authentication", logIn),
  route("GET /authentication/secrets", loginSecrets),
  route("GET /usage", platformCall(listUsage)),
  route("GET /usage/{traffic}", platformCall(getUsage)),
];

/** Every path of the platform that the simulator knows. */
export const platformRoutes: readonly Route<Platform>[] = [...instances, ...throughElements, ...elements, ...around];

/**
 * Calls that the platform hands on to the vendor, with or without a hub. Without one they look like any path, so they
 * count only when the path is none of the platform's and the caller brings an element token.
 */
export const elementRoutes: readonly Route<Platform>[] = [
  route("GET /hubs/{hub}/ping", elementCall(ping)),
  route("GET /ping", elementCall(ping)),
  route("GET /hubs/{hub}/objects", elementCall(objects, true)),
  route("GET /objects", elementCall(objects, true)),
  route("GET /hubs/{hub}/{resource}", elementCall(vendorRecords)),
];

/** `GET /{resource}` with an element token. */
export const bareElementRoutes: readonly Route<Platform>[] = [route("GET /{resource}", elementCall(vendorRecords))];
