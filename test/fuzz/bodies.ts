import fc from "fast-check";

/** A body by its parts: text may hold the placeholders of a run, such as its secrets. */
export type Body =
  | { readonly kind: "json"; readonly text: string; readonly coding: "plain" | "bom" | "utf16" | "gzip" | "cut" }
  | {
      readonly kind: "nested";
      readonly depth: number;
      readonly inside: "array" | "object" | "configuration" | "pollers";
    }
  | { readonly kind: "long"; readonly member: "id" | "name" | "token" | "tags" | "message"; readonly length: number }
  | { readonly kind: "bytes"; readonly bytes: readonly number[] }
  | { readonly kind: "page"; readonly text: string };

const MEMBERS = ["name", "token", "tags", "configuration", "disabled", "valid", "createdDate", "elementId"] as const;
const MORE_MEMBERS = ["element", "organizationId", "accountId", "message", "requestId", "providerMessage"] as const;

/** What is left of an emoji that a service cut in two; JSON escapes it. */
const anyHalf = fc.constantFrom("cut \ud83d", "\ude00", "\\\ud83d", "\ud83d\ud83d\ude00", "\ud83d %API_KEY%");

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  anyHalf,
  fc.constantFrom("", "%USER_SECRET%", "key %API_KEY% and %TOKEN%", "********", "true", "null", "12345"),
);
const anyJson = fc.oneof(
  fc.jsonValue({ maxDepth: 3, stringUnit: "binary" }),
  anyText,
  fc.constantFrom(1e308, -0, 2 ** 53, 0.1, -1),
);
/** A configuration in which keys and values may be cut. */
const anyConfiguration = fc.dictionary(
  fc.constantFrom("username", "password", "instance.variables", "bulk.relations", "event.vendor.type", "cut \ud83d"),
  fc.oneof(anyText, anyHalf),
  { maxKeys: 4 },
);
/** Not another instance's id: a response that lies so well cannot be told from the truth. */
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
    fc.dictionary(fc.constantFrom(...MEMBERS, ...MORE_MEMBERS, "__proto__", "constructor", "cut \ud83d"), anyJson, {
      maxKeys: 6,
    }),
    fc.boolean(),
    fc.option(anyConfiguration, { nil: undefined }),
    fc.option(anyHalf, { nil: "x" }),
  )
  .map(([id, members, tagged, configuration, tag]) => {
    const all: Record<string, unknown> = {
      ...members,
      ...(configuration === undefined ? {} : { configuration }),
      ...(tagged ? { tags: ["%OWNER_TAG%", tag] } : {}),
    };
    const text = JSON.stringify(all);
    return id === undefined ? text : `{"id":${id}${text === "{}" ? "" : ","}${text.slice(1)}`;
  });

/** The right instance, whose texts are cut. */
const anyCutInstance = fc
  .record({ name: anyHalf, tag: anyHalf, configuration: anyConfiguration })
  .map(({ name, tag, configuration }) => {
    const all = { name, token: "%TOKEN%", tags: ["%OWNER_TAG%", tag], configuration };
    return `{"id":%ID%,${JSON.stringify(all).slice(1)}`;
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

/** A web page, as of a gateway or a sign-in. */
export const anyPage = fc.record({ kind: fc.constant("page" as const), text: anyText });

/** Any body. */
export const anyBody: fc.Arbitrary<Body> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("json" as const),
      text: fc.oneof(
        anyObject,
        anyObject,
        anyCutInstance,
        anyCutInstance,
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
  { weight: 1, arbitrary: anyPage },
);

/** JSON that happens to be, or to hold, an instance with an id of its own is a lie, and not meant. */
function notAnId(value: unknown): boolean {
  return !JSON.stringify(value).includes('"id"');
}
