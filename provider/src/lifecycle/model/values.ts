import { normalizeBaseUrl } from "../../platform/baseUrl";
import { compact, isRecord } from "../../util/json";

/** Event polling, as a program declares it. */
export interface Events {
  /** Where the platform sends events: an http or https URL. */
  readonly callbackUrl: string;
  /** Minutes between polls, at least 1. The element's default: 15. */
  readonly pollIntervalMinutes?: number;
  /** Headers for the callback, in the platform's format. Secret, since they often hold the receiver's credentials. */
  readonly callbackHeaders?: string;
  /** Basic authentication at the callback. The password is secret. */
  readonly basicAuth?: {
    /** Not secret. */
    readonly username: string;
    /** Secret. */
    readonly password: string;
  };
  /** The key of the HMAC that signs events. Secret. */
  readonly signatureKey?: string;
  /** What is polled and how. Default: the element's own. */
  readonly pollers?: Readonly<Record<string, unknown>>;
}

/** Configuration keys of the element that have no input of their own. Values may be secret. */
export type Configuration = Readonly<Record<string, string | number | boolean>>;

/** Reads a value out of plain JSON; undefined where it has another type, or is not known yet. */
export type Reader<T> = (value: unknown) => T | undefined;

export const text: Reader<string> = (value) => (typeof value === "string" ? value : undefined);

export const number: Reader<number> = (value) => (typeof value === "number" ? value : undefined);

export const boolean: Reader<boolean> = (value) => (typeof value === "boolean" ? value : undefined);

export const texts: Reader<readonly string[]> = (value) =>
  Array.isArray(value) ? value.flatMap((item: unknown) => text(item) ?? []) : undefined;

export const events: Reader<Events> = (value) => {
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
};

export const configuration: Reader<Configuration> = (value) => {
  if (!isRecord(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      typeof item === "string" || typeof item === "number" || typeof item === "boolean" ? [[key, item]] : [],
    ),
  );
};

/** In the normalized spelling, so that another spelling does not cause a replacement. */
export const baseUrl: Reader<string> = (value) => {
  const recorded = text(value);
  try {
    return recorded === undefined ? undefined : normalizeBaseUrl(recorded);
  } catch {
    // Refused before anything is sent there (`recordedBaseUrl`).
    return recorded;
  }
};
