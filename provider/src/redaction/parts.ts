import { isRecord, parseJson } from "../util/json";

/** The most parts of one value: a hostile response must not fill the memory. */
const MOST_PARTS = 500;
/** Covering these leaves of JSON would spoil every quotation of JSON. */
const CONSTANT = /^(?:true|false|null)$/;
/** The shortest number that is covered: shorter ones are ports and sizes. */
const SHORTEST_NUMBER = 8;
/** The shortest value in a query that is covered: shorter ones are usually words. */
const SHORTEST_IN_QUERY = 8;
/** A header as a program may write it, `Name: value` or `Name=value`, but no URL. */
const HEADER = /^[\w.-]+\s*[:=]\s*(?!\/\/)(\S.{3,})$/;
const SCHEME = /^(?:Bearer|Basic)\s+(.+)$/i;
/** A header's value, a cookie's in it, and a credential in that. */
const DEEPEST = 3;

/**
 * The values of the single headers in a text: the platform does not define its format, so JSON, lines, and lists with
 * commas or semicolons are all taken apart.
 */
export function headerSecrets(headers: string): string[] {
  const leaves = jsonSecrets(headers);
  if (leaves.length > 0) return leaves.flatMap((leaf) => [leaf, ...valuesIn(leaf)]);
  const items = [/[\r\n]+/, /[\r\n;,]+/].flatMap((separator) => headers.split(separator));
  return items.slice(0, MOST_PARTS).flatMap((item) => {
    const values = valuesIn(item.trim());
    return values.length > 0 ? values : [item.trim()];
  });
}

/** What stands after a header's name, after a cookie's name in that, and after a scheme. */
function valuesIn(item: string): string[] {
  const found: string[] = [];
  for (let rest: string | undefined = item; found.length < DEEPEST; found.push(rest)) {
    rest = (HEADER.exec(rest) ?? SCHEME.exec(rest))?.[1];
    if (rest === undefined) break;
  }
  return found;
}

/** The leaves of a JSON object or list; none if the text is something else. */
export function jsonSecrets(text: string): string[] {
  const found: string[] = [];
  const rest: unknown[] = /^\s*[[{]/.test(text) ? [parseJson(text)] : [];
  // No recursion, and no spread: JSON may be deeper and longer than the stack allows.
  while (rest.length > 0 && found.length < MOST_PARTS) {
    const value = rest.pop();
    if (typeof value === "string" && !CONSTANT.test(value)) found.push(value);
    else if (typeof value === "number" && String(value).length >= SHORTEST_NUMBER) found.push(String(value));
    else if (Array.isArray(value)) for (const item of value) rest.push(item);
    else if (isRecord(value)) for (const item of Object.values(value)) rest.push(item);
  }
  return found;
}

/** The query of a URL, as a whole and value by value. */
export function querySecrets(url: string): string[] {
  const query = /\?([^#]*)/.exec(url)?.[1] ?? "";
  const raw = query.split("&").map((pair) => pair.slice(pair.indexOf("=") + 1));
  const all = [query, ...raw, ...new URLSearchParams(query).values()];
  return all.filter(({ length }) => length >= SHORTEST_IN_QUERY).slice(0, MOST_PARTS);
}

/** Whether a text is a URL with a user or a query, which often contain keys. */
export function urlHoldsSecret(text: string): boolean {
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return false;
  const { username, password, search } = new URL(text);
  return username !== "" || password !== "" || search !== "";
}
