import { isJsonObject, isStringArray, type JsonObject } from "../json";
import { badRequest } from "../refusal";

/**
 * Removes HTML from a name or tag: tags with all their attributes, and scripts and styles with their content. The
 * platform does so on create and on update (asserted by its makers' own API tests). Keeping a `<` that opens no tag is
 * a choice.
 */
export function stripHtml(text: string): string {
  return text
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<\/?[a-z][^>]*>/gi, "");
}

/** The name in a request body without HTML; undefined when absent. An empty name, or one that is not a string, is 400: a choice. */
export function nameOf(body: JsonObject): string | undefined {
  const given = body["name"];
  if (given === undefined || given === null) return undefined;
  const name = typeof given === "string" ? stripHtml(given) : "";
  if (name.trim() === "") throw badRequest("name must be a non-empty string");
  return name;
}

/** The tags in a request body without HTML; undefined when absent. Keeping repeated tags is a choice. */
export function tagsOf(body: JsonObject): string[] | undefined {
  const given = body["tags"];
  if (given === undefined || given === null) return undefined;
  if (!isStringArray(given)) throw badRequest("tags must be an array of strings");
  return given.map(stripHtml);
}

/** The key or id of the element that a request body names; undefined when absent. */
export function elementOf(body: JsonObject): string | number | undefined {
  const given = body["element"];
  if (given === undefined || given === null) return undefined;
  const named = isJsonObject(given) ? (given["key"] ?? given["id"]) : undefined;
  if (typeof named === "string" || typeof named === "number") return named;
  throw badRequest("element must be an object with a key or an id");
}

/** Whether the body starts the vendor's authentication, so that the call takes its time and may be refused. */
export function reprovisions(body: JsonObject, query: URLSearchParams): boolean {
  if (query.get("reAuthenticate") === "false") return false;
  return [body["configuration"], body["providerData"]].some((part) => part !== undefined && part !== null);
}

/** Whether the caller asks for a trace of the authentication (asserted by the platform makers' own API tests). */
export function asksForTrace(body: JsonObject): boolean {
  return [body, body["providerData"], body["configuration"]].some(
    (part) => isJsonObject(part) && (part["debug"] === true || part["debug"] === "true"),
  );
}
