import { isRecord, parseJson } from "../util/json";
import type { Caller } from "./caller";

/** An element in the platform's catalogue. */
export interface CatalogueElement {
  /** As people call it; undefined if the response has no name. */
  readonly name: string | undefined;
  /** The defaults of its configuration keys, which an upgrade of the element changes; null for a key without one. */
  readonly defaults: Readonly<Record<string, string | null>>;
  /** The platform's time at the response, milliseconds since 1970; undefined if it has no date. */
  readonly platformTime: number | undefined;
}

/** @throws NotFoundError where the platform has no such element */
export async function readElement(caller: Caller): Promise<CatalogueElement> {
  const path = `/elements/${caller.settings.element.key}`;
  const response = await caller.call({ verb: "GET", path });
  const body = parseJson(response.body);
  if (!isRecord(body)) throw caller.unreadable(response, "GET", path);
  const { name, configuration } = body;
  const platformTime = Date.parse(response.headers["date"] ?? "");
  return {
    name: typeof name === "string" ? name : undefined,
    defaults: Object.fromEntries((Array.isArray(configuration) ? configuration : []).flatMap(defaultOf)),
    platformTime: Number.isNaN(platformTime) ? undefined : platformTime,
  };
}

function defaultOf(item: unknown): [string, string | null][] {
  if (!isRecord(item) || typeof item["key"] !== "string") return [];
  const value = item["defaultValue"];
  return [[item["key"], value === undefined || value === null ? null : String(value)]];
}
