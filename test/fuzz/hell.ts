import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { parseInstance } from "../../provider/src/platform/instance";
import { parseJson } from "../../provider/src/platform/json";

/** What an answer says, before the bytes: plain data, so that a counterexample prints and shrinks. */
export interface Hell {
  /** Whether the platform does the work before something else answers in its place. */
  readonly commit: boolean;
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Body;
  readonly framing:
    | "exact"
    | "announces more"
    | "announces less"
    | "chunked"
    | "broken chunks"
    | "unframed"
    | "never ends";
}

/** A body by its parts: text may hold the placeholders of {@link Placeholders}. */
type Body =
  | { readonly kind: "json"; readonly text: string; readonly coding: "plain" | "bom" | "utf16" | "gzip" | "cut" }
  | {
      readonly kind: "nested";
      readonly depth: number;
      readonly inside: "array" | "object" | "configuration" | "pollers";
    }
  | { readonly kind: "long"; readonly member: "id" | "name" | "token" | "tags" | "message"; readonly length: number }
  | { readonly kind: "bytes"; readonly bytes: readonly number[] }
  | { readonly kind: "page"; readonly text: string };

/** What placeholders in bodies and headers stand for, such as secrets: a run's own. */
export type Placeholders = Readonly<Record<"ID" | "OWNER_TAG" | "TOKEN" | "API_KEY" | "USER_SECRET", string>>;

const MEMBERS = ["name", "token", "tags", "configuration", "disabled", "valid", "createdDate", "elementId"] as const;
const MORE_MEMBERS = ["element", "organizationId", "accountId", "message", "requestId", "providerMessage"] as const;

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom("", "%USER_SECRET%", "key %API_KEY% and %TOKEN%", "********", "true", "null", "12345"),
);
const anyJson = fc.oneof(
  fc.jsonValue({ maxDepth: 3, stringUnit: "binary" }),
  anyText,
  fc.constantFrom(1e308, -0, 2 ** 53, 0.1, -1),
);
/** Not another instance's id: an answer that lies so well cannot be told from the truth. */
const anyId = fc.constantFrom(
  '"%ID%"',
  "%ID%",
  "%ID%.5",
  "-%ID%",
  "null",
  '""',
  "true",
  "[%ID%]",
  '"0"',
  "1e400",
  "{}",
);

/** An instance, or an error, of the platform with wrong members. */
const anyObject = fc
  .tuple(
    fc.option(anyId, { nil: undefined }),
    fc.dictionary(fc.constantFrom(...MEMBERS, ...MORE_MEMBERS, "__proto__", "constructor"), anyJson, { maxKeys: 6 }),
    fc.boolean(),
  )
  .map(([id, members, tagged]) => {
    const all: Record<string, unknown> = { ...members, ...(tagged ? { tags: ["%OWNER_TAG%", "x"] } : {}) };
    const text = JSON.stringify(all);
    return id === undefined ? text : `{"id":${id}${text === "{}" ? "" : ","}${text.slice(1)}`;
  });

const anyList = fc
  .array(
    fc.oneof(
      anyObject,
      anyJson.map((value) => JSON.stringify(value)),
    ),
    { maxLength: 3 },
  )
  .map((items) => `[${items.join(",")}]`);

const anyBody: fc.Arbitrary<Body> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("json" as const),
      text: fc.oneof(
        anyObject,
        anyObject,
        anyList,
        fc
          .jsonValue()
          .filter(notAnId)
          .map((value) => JSON.stringify(value)),
      ),
      coding: fc.constantFrom("plain", "plain", "plain", "bom", "utf16", "gzip", "cut"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("nested" as const),
      depth: fc.constantFrom(10, 3_000, 100_000),
      inside: fc.constantFrom("array", "object", "configuration", "pollers"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("long" as const),
      member: fc.constantFrom("id", "name", "token", "tags", "message"),
      length: fc.constantFrom(300, 30_000, 1_000_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("bytes" as const),
      bytes: fc.uint8Array({ maxLength: 60 }).map((bytes) => [...bytes]),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("page" as const), text: anyText }) },
);

/** JSON that happens to be, or to hold, an instance with an id of its own is a lie, and not meant. */
function notAnId(value: unknown): boolean {
  return !JSON.stringify(value).includes('"id"');
}

const anyHeader = fc.tuple(
  fc.constantFrom(
    "content-type",
    "content-encoding",
    "elements-request-id",
    "elements-next-page-token",
    "location",
    "set-cookie",
    "x-odd",
  ),
  fc.constantFrom(
    "gzip",
    "application/json",
    "text/html",
    "%USER_SECRET%",
    "https://%USER_SECRET%.example/%API_KEY%",
    "",
    "é",
    "2",
  ),
);

/** Statuses that a platform that tells the truth may give to what it did, and others besides to what it did not. */
const DONE = [200, 200, 200, 200, 201, 204, 299, 500, 502, 504, 520, 999];
const NOT_DONE = [...DONE, 100, 102, 301, 304, 307, 400, 401, 403, 405, 409, 418, 429, 451, 501];

/** Any answer. A 404 is not among them: of the platform, it would be the plain truth. */
export const anyHell: fc.Arbitrary<Hell> = fc.boolean().chain((commit) =>
  fc.record({
    commit: fc.constant(commit),
    status: fc.constantFrom(...(commit ? DONE : NOT_DONE)),
    headers: fc.array(anyHeader, { maxLength: 3 }),
    body: anyBody,
    framing: fc.oneof(
      { weight: 26, arbitrary: fc.constantFrom<Hell["framing"][]>("exact", "chunked", "unframed") },
      {
        weight: 13,
        arbitrary: fc.constantFrom<Hell["framing"][]>("announces more", "announces less", "broken chunks"),
      },
      { weight: 1, arbitrary: fc.constant<Hell["framing"]>("never ends") },
    ),
  }),
);

/** Whether a list that is answered so tells of nothing but whole instances: then it is believed, even if it is a lie. */
export function isBelievableList({ status, body }: Hell, placeholders: Placeholders): boolean {
  if (status >= 300 || body.kind !== "json") return false;
  const items = parseJson(filled(body.text, placeholders));
  return Array.isArray(items) && items.every((item) => Array.isArray(parseInstance(item)?.tags));
}

/** The bytes on the wire, from the status line on. */
export function wire({ status, headers, body, framing }: Hell, placeholders: Placeholders): Buffer {
  const content = bytesOf(body, placeholders);
  const lines = headers.map(([name, value]) => `${name}: ${filled(value, placeholders)}`);
  const head = (...more: string[]) =>
    Buffer.from(`HTTP/1.1 ${status} Odd\r\n${[...lines, ...more].map((line) => `${line}\r\n`).join("")}\r\n`, "latin1");
  switch (framing) {
    case "exact":
      return Buffer.concat([head(`content-length: ${content.length}`), content]);
    case "announces more":
    case "never ends":
      return Buffer.concat([head(`content-length: ${content.length + 10}`), content]);
    case "announces less":
      return Buffer.concat([head(`content-length: ${Math.floor(content.length / 2)}`), content]);
    case "chunked":
      return Buffer.concat([head("transfer-encoding: chunked"), chunk(content), chunk(Buffer.alloc(0))]);
    case "broken chunks":
      return Buffer.concat([head("transfer-encoding: chunked"), chunk(content), Buffer.from("zz\r\n")]);
    case "unframed":
      return Buffer.concat([head("connection: close"), content]);
  }
}

function chunk(content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${content.length.toString(16)}\r\n`), content, Buffer.from("\r\n")]);
}

function bytesOf(body: Body, placeholders: Placeholders): Buffer {
  switch (body.kind) {
    case "bytes":
      return Buffer.from(body.bytes);
    case "page":
      return Buffer.from(`<html><body>${filled(body.text, placeholders)}</body></html>`);
    case "nested":
      return Buffer.from(nested(body, placeholders));
    case "long":
      return Buffer.from(long(body, placeholders));
    case "json":
      return coded(filled(body.text, placeholders), body.coding);
  }
}

function coded(text: string, coding: "plain" | "bom" | "utf16" | "gzip" | "cut"): Buffer {
  if (coding === "utf16") return Buffer.from(`\uFEFF${text}`, "utf16le");
  if (coding === "gzip") return gzipSync(text);
  if (coding === "cut") return Buffer.from(text.slice(0, text.length / 2));
  return Buffer.from(coding === "bom" ? `\uFEFF${text}` : text);
}

function nested({ depth, inside }: Extract<Body, { kind: "nested" }>, { ID }: Placeholders): string {
  const arrays = "[".repeat(depth) + "]".repeat(depth);
  if (inside === "array") return arrays;
  const objects = `${'{"a":'.repeat(depth)}0${"}".repeat(depth)}`;
  if (inside === "object") return objects;
  const value = inside === "configuration" ? arrays : JSON.stringify(objects);
  return `{"id":${ID},"configuration":{"event.notification.enabled":"true","event.poller.configuration":${value}}}`;
}

function long({ member, length }: Extract<Body, { kind: "long" }>, { ID }: Placeholders): string {
  if (member === "id") return `{"id":${"9".repeat(length)}}`;
  const value =
    member === "tags" ? Array.from({ length: length / 10 }, (_, index) => `tag${index}`) : "x".repeat(length);
  return JSON.stringify({ id: Number(ID), [member]: value });
}

function filled(text: string, placeholders: Placeholders): string {
  return Object.entries(placeholders).reduce((result, [name, value]) => result.replaceAll(`%${name}%`, value), text);
}
