const HTML_ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * A secret in every form in which a server or a library may echo it; there may be duplicates. None is shorter than the
 * secret.
 */
export function formsOf(secret: string): string[] {
  return [...plainFormsOf(secret), ...encodedFormsOf(secret)];
}

/** The forms that show most characters as they are. */
export function plainFormsOf(secret: string): string[] {
  return [
    secret,
    ...jsonForms(secret),
    ...urlForms(Buffer.from(secret).toString("utf8")),
    secret.replace(/[&<>"']/g, (character) => HTML_ENTITIES[character] ?? character),
  ];
}

/** The forms that show no character as it is. */
export function encodedFormsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = bytes.toString("base64");
  const hex = bytes.toString("hex");
  const percent = hex.replace(/../g, "%$&");
  return [
    base64,
    base64.replaceAll("=", ""),
    encodeURIComponent(base64),
    bytes.toString("base64url"),
    ...[hex, percent].flatMap((digits) => [digits, digits.toUpperCase()]),
  ];
}

/** Inside JSON, and inside JSON quoted in JSON. Some writers escape more than necessary. */
function jsonForms(secret: string): string[] {
  const escaped = (text: string) => JSON.stringify(text).slice(1, -1);
  const json = escaped(secret);
  const forSlashes = json.replace(/\//g, "\\/");
  const forHtml = json.replace(/[<>&=']/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
  return [json, forSlashes, forHtml].flatMap((form) => [form, escaped(form)]);
}

/** In a path, and in a query or form; some writers use lower-case digits. */
function urlForms(secret: string): string[] {
  const path = encodeURIComponent(secret);
  const form = new URLSearchParams({ "": secret }).toString().slice(1);
  const lowerCase = (text: string) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  return [path, path.replace(/%20/g, "+"), form].flatMap((text) => [text, lowerCase(text), text.toLowerCase()]);
}

/** The text with JSON and HTML character escapes decoded, since they may hide any character. */
export function withoutEscapes(text: string): string {
  const character = (digits: string, radix: number) => {
    const code = Number.parseInt(digits, radix);
    return code > 0x10ffff ? "" : String.fromCodePoint(code);
  };
  return text
    .replace(/(?<!\\)\\+u([0-9a-f]{4})/gi, (_, digits: string) => character(digits, 16))
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, digits: string) => character(digits, 16))
    .replace(/&#(\d{1,7});/g, (_, digits: string) => character(digits, 10));
}
