/** Whether a value is a plain JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The JSON value of a text, or undefined if it is not JSON. All texts in it, keys included, are well-formed Unicode: gRPC
 * refuses any other ("invalid UTF-8"), after the platform has already done the work, which loses the id.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(SURROGATE.test(text) ? withoutLoneSurrogates(text) : text);
  } catch {
    return undefined;
  }
}

/** Half of a character outside the Basic Multilingual Plane. Only an escape can bring one alone: bodies are UTF-8. */
const SURROGATE = /\\u[dD][89a-fA-F]/;

/** One escape: a pair of surrogates, a lone one, or any other, so that an escaped backslash does not begin one. */
const ESCAPE = /\\(?:ud[89ab]..\\ud[c-f]..|(ud[89a-f]..)|[\s\S])/gi;

/** A service that cuts texts by length may cut an emoji in two; what is left of it becomes U+FFFD. */
function withoutLoneSurrogates(json: string): string {
  return json.replace(ESCAPE, (whole: string, lone: string | undefined) => (lone === undefined ? whole : "\\ufffd"));
}

/** The same with every undefined property made optional. */
type Compact<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/**
 * The object without properties that are undefined. An undefined value among outputs makes the stock plugin throw after
 * the platform has already done the work ("Unexpected struct type"), which loses the id.
 */
export function compact<T extends object>(value: T): Compact<T>;
export function compact(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}

/** Whether two JSON values are the same, ignoring the order of properties. */
export function sameJson(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, item: unknown) =>
    isRecord(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item,
  );
}
