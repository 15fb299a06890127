import { MASK } from "../../elements/definition";
import { normalizeBaseUrl } from "../../platform/baseUrl";
import { stripHtml } from "../../platform/htmlStripping";
import { isRecord, parseJson, sameJson } from "../../util/json";
import { RESERVED_PREFIX, sameTags } from "./tags";

/** The type of a property's values: how they are read, checked and compared. */
export interface Type<T> {
  /** Its name in a schema. "json" is an object of any shape, "map" one of texts, numbers and booleans. */
  readonly kind: "string" | "integer" | "boolean" | "strings" | "json" | "map" | "object";
  /** Reads a value out of plain JSON; undefined where it has another type, or is not known yet. */
  read(value: unknown): T | undefined;
  /** What is wrong with a value, as the rest of a sentence after the property's name. It may be undefined or null. */
  problem(value: unknown): string | undefined;
  /** The same for an item of a list. */
  itemProblem?(item: unknown): string | undefined;
  /** Whether two values mean the same on the platform. */
  same(one: T, other: T): boolean;
  /** Reads the text under which the platform keeps a value (`key`); undefined if it is no value of this type. */
  fromText(text: string): T | undefined;
}

function textType(problem: Type<string>["problem"], more: Partial<Type<string>> = {}): Type<string> {
  return {
    kind: "string",
    read: (value) => (typeof value === "string" ? value : undefined),
    problem,
    same: (one, other) => one === other,
    fromText: (text) => text,
    ...more,
  };
}

/** Any text. */
export const TEXT = textType((value) => (typeof value === "string" ? undefined : "must be a string"));

/** A text that is not empty, and not the mask that the platform shows in place of secrets. */
export const FILLED_TEXT = textType((value) => {
  if (value === undefined || value === null) return "is missing";
  if (typeof value !== "string" || value === "") return "must be a string, and not empty";
  return value === MASK ? "is the mask that the platform shows instead of a secret" : undefined;
});

/** The name of an instance; compared as the platform keeps it, which strips HTML. */
export const NAME = textType(
  (value) => {
    if (typeof value !== "string") return "must be a string: the instance's name on the platform";
    const kept = stripHtml(value).trim();
    return kept === "" ? "is empty (the platform strips HTML tags from it); give the instance a name" : undefined;
  },
  { same: (one, other) => stripHtml(one) === stripHtml(other) },
);

/** The id of an instance. */
export const ID = textType((value) =>
  typeof value === "string" && /^[1-9]\d*$/.test(value)
    ? undefined
    : 'must be the id of an instance as a string, such as "12345"',
);

const WEB = ["http:", "https:"];

/** The URL of a callback. */
export const WEB_URL = textType((value) => {
  const right = typeof value === "string" && URL.canParse(value) && WEB.includes(new URL(value).protocol);
  return right ? undefined : "must be an http or https URL: where events are sent";
});

/** A base URL in its normalized spelling, so that another spelling does not cause a replacement. */
export const BASE_URL = textType(TEXT.problem, {
  read: (value) => {
    if (typeof value !== "string") return undefined;
    try {
      return normalizeBaseUrl(value);
    } catch {
      // Refused before anything is sent there (`baseUrlOf`).
      return value;
    }
  },
});

function numberType(problem: Type<number>["problem"]): Type<number> {
  return {
    kind: "integer",
    read: (value) => (typeof value === "number" ? value : undefined),
    problem,
    same: (one, other) => one === other,
    // An empty text would be the number 0.
    fromText: (text) => (text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined),
  };
}

/** A number of the platform's, such as the id of an account. */
export const NUMBER = numberType((value) => (typeof value === "number" ? undefined : "must be a number"));

/** A number of minutes. */
export const MINUTES = numberType((value) =>
  Number.isSafeInteger(value) && Number(value) >= 1 ? undefined : "must be a whole number of minutes, at least 1",
);

/** True or false. */
export const BOOLEAN: Type<boolean> = {
  kind: "boolean",
  read: (value) => (typeof value === "boolean" ? value : undefined),
  problem: (value) => (typeof value === "boolean" ? undefined : "must be true or false"),
  same: (one, other) => one === other,
  fromText: (text) => text === "true",
};

/** Tags, compared as a set. */
export const TAGS: Type<readonly string[]> = {
  kind: "strings",
  read: (value) => (Array.isArray(value) ? value.flatMap((item: unknown) => TEXT.read(item) ?? []) : undefined),
  problem: (value) => (Array.isArray(value) ? undefined : 'must be a list of strings, such as ["sales"]'),
  itemProblem: (tag) => {
    if (typeof tag !== "string") return "must be a string";
    const kept = stripHtml(tag);
    if (kept.trim() === "") return "is empty (the platform strips HTML tags from it)";
    return kept.startsWith(RESERVED_PREFIX)
      ? `begins with "${RESERVED_PREFIX}", which is reserved for owner tags; name it differently`
      : undefined;
  },
  same: sameTags,
  fromText: (text) => [text],
};

/** What is polled and how, as the platform keeps it in one JSON text. */
export const POLLERS: Type<Readonly<Record<string, unknown>>> = {
  kind: "json",
  read: (value) => (isRecord(value) ? value : undefined),
  problem: (value) => (isRecord(value) ? undefined : "must be an object: what is polled and how, by name"),
  same: sameJson,
  fromText: (text) => {
    const parsed = parseJson(text);
    return typeof parsed === "object" ? { ...parsed } : {};
  },
};

/** Configuration keys of the element that have no input of their own. Values may be secret. */
export type Configuration = Readonly<Record<string, string | number | boolean>>;

/** A map of configuration keys to values. The element's definition says more about each (`checkConfiguration`). */
export const CONFIGURATION: Type<Configuration> = {
  kind: "map",
  read: (value) => {
    if (!isRecord(value)) return undefined;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, item]) =>
        typeof item === "string" || typeof item === "number" || typeof item === "boolean" ? [[key, item]] : [],
      ),
    );
  },
  problem: (value) => (isRecord(value) ? undefined : "must be a map of keys to values"),
  same: sameJson,
  fromText: () => undefined,
};
