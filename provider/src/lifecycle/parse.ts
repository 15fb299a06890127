import { normalizeBaseUrl } from "../platform/baseUrl";
import { isRecord } from "../platform/json";
import { compact } from "./plain";
import type { Events, InstanceInputs, InstanceState, Timeouts } from "./types";
import { holdsUnknown } from "./unknowns";

/** Properties as the engine sends them: plain JSON of any shape. */
export type Properties = Readonly<Record<string, unknown>>;

/** Inputs out of properties that passed the check; what has another type, or is not known yet, counts as not given. */
export function parseInputs(properties: Properties): InstanceInputs {
  const { name = "", apiKey = "", developerKey = "", ...others } = parsePartialInputs(properties);
  return { name, apiKey, developerKey, ...others };
}

/** A state of this or an older version, or of a partial creation: whatever is not there is not known. */
export function parseState(properties: Properties): InstanceState {
  return compact({
    ...parsePartialInputs(properties),
    instanceId: text(properties["instanceId"]),
    token: text(properties["token"]),
    elementId: number(properties["elementId"]),
    organizationId: number(properties["organizationId"]),
    accountId: number(properties["accountId"]),
    createdDate: text(properties["createdDate"]),
    valid: boolean(properties["valid"]),
    baseUrl: baseUrl(properties["baseUrl"]),
  });
}

/** The names of properties that are, or hold, something that is not known yet. */
export function unknownNames(properties: Properties): string[] {
  return Object.keys(properties).filter((name) => holdsUnknown(properties[name]));
}

function parsePartialInputs(properties: Properties): Partial<InstanceInputs> {
  return compact({
    name: text(properties["name"]),
    apiKey: text(properties["apiKey"]),
    developerKey: text(properties["developerKey"]),
    tags: texts(properties["tags"]),
    enabled: boolean(properties["enabled"]),
    events: events(properties["events"]),
    configuration: configuration(properties["configuration"]),
    verify: boolean(properties["verify"]),
    adoptId: text(properties["adoptId"]),
    ownerTag: text(properties["ownerTag"]),
    customTimeouts: timeouts(properties["customTimeouts"]),
  });
}

function events(value: unknown): Events | undefined {
  if (!isRecord(value)) return undefined;
  const { basicAuth, pollers } = value;
  return compact({
    callbackUrl: text(value["callbackUrl"]) ?? "",
    pollIntervalMinutes: number(value["pollIntervalMinutes"]),
    callbackHeaders: text(value["callbackHeaders"]),
    basicAuth: isRecord(basicAuth)
      ? { username: text(basicAuth["username"]) ?? "", password: text(basicAuth["password"]) ?? "" }
      : undefined,
    signatureKey: text(value["signatureKey"]),
    pollers: isRecord(pollers) ? pollers : undefined,
  });
}

function configuration(value: unknown): InstanceInputs["configuration"] {
  if (!isRecord(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      typeof item === "string" || typeof item === "number" || typeof item === "boolean" ? [[key, item]] : [],
    ),
  );
}

function timeouts(value: unknown): Timeouts | undefined {
  if (!isRecord(value)) return undefined;
  return compact({
    create: text(value["create"]),
    read: text(value["read"]),
    update: text(value["update"]),
    delete: text(value["delete"]),
  });
}

/** In the one spelling of base URLs, so that another one does not ask for a replacement. */
function baseUrl(value: unknown): string | undefined {
  const recorded = text(value);
  try {
    return recorded === undefined ? undefined : normalizeBaseUrl(recorded);
  } catch {
    // Refused before anything is sent there (`recordedBaseUrl`).
    return recorded;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.flatMap((item: unknown) => text(item) ?? []) : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function boolean(value: unknown): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}
