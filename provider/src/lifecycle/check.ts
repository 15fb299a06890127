import { MASK } from "../platform/elementDefinition";
import { stripHtml } from "../platform/htmlStripping";
import { isRecord } from "../platform/json";
import { checkConfiguration } from "./checkConfiguration";
import { checkEvents } from "./checkEvents";
import { parseDuration } from "./duration";
import { absent, closed, type Failure, open, unlisted } from "./failure";
import type { Properties } from "./parse";
import { RESERVED_PREFIX } from "./tags";
import { isUnknown } from "./unknowns";

/** The inputs that a program may give. */
const INPUTS = ["name", "apiKey", "developerKey", "tags", "enabled", "events", "configuration", "verify", "adoptId"];
/** What the constructor adds to them. */
const ADDED = ["ownerTag", "customTimeouts", "__provider"];

/**
 * What is wrong with the inputs, one failure a problem. Asks nobody and skips what is not known yet: the engine calls
 * this in every preview, one resource after the other.
 */
export function check(inputs: Properties): Failure[] {
  const names = Object.keys(inputs).filter((name) => !ADDED.includes(name));
  return [
    ...unlisted(names, INPUTS, "an Act365Instance"),
    ...checkName(inputs["name"]),
    ...checkKey("apiKey", inputs["apiKey"]),
    ...checkKey("developerKey", inputs["developerKey"]),
    ...checkTags(inputs["tags"]),
    ...checkBoolean("enabled", inputs["enabled"]),
    ...checkEvents(inputs["events"]),
    ...checkConfiguration(inputs["configuration"], inputs["events"]),
    ...checkBoolean("verify", inputs["verify"]),
    ...checkAdoptId(inputs["adoptId"]),
    ...checkTimeouts(inputs["customTimeouts"]),
  ];
}

function checkName(name: unknown): Failure[] {
  if (isUnknown(name)) return [];
  if (typeof name !== "string") return [open("name", "has to be a string: the instance's name on the platform")];
  if (stripHtml(name).trim() === "") {
    return [open("name", "is empty (the platform strips HTML tags from it); give the instance a name")];
  }
  return [];
}

function checkKey(property: "apiKey" | "developerKey", value: unknown): Failure[] {
  if (isUnknown(value)) return [];
  const where = property === "apiKey" ? "Act! 365 under Profile > Apps & Integrations" : "the Act! developer portal";
  if (value === undefined || value === null || value === "") {
    return [closed(property, `is missing; you find it in ${where}`)];
  }
  if (typeof value !== "string") return [closed(property, "has to be a string")];
  if (value === MASK) {
    return [closed(property, `is the mask that the platform shows instead of a key; you find the key in ${where}`)];
  }
  if (/[\r\n]$/.test(value)) {
    return [closed(property, "ends with a line break; read it without the line break (printf instead of echo)")];
  }
  if (value !== value.trim() || /\p{Cc}/u.test(value)) {
    return [closed(property, "holds control characters, or white space at its ends; copy the key alone")];
  }
  return [];
}

function checkTags(tags: unknown): Failure[] {
  if (absent(tags)) return [];
  if (!Array.isArray(tags)) return [open("tags", 'has to be a list of strings, such as ["sales"]')];
  return tags.flatMap((tag: unknown, index): Failure[] => {
    const which = `tags[${index}]`;
    const failure = (problem: string) => [{ property: "tags", reason: `${which} ${problem}` }];
    if (isUnknown(tag)) return [];
    if (typeof tag !== "string") return failure("has to be a string");
    if (stripHtml(tag).trim() === "") return failure("is empty (the platform strips HTML tags from it)");
    if (stripHtml(tag).startsWith(RESERVED_PREFIX)) {
      return failure(`begins with "${RESERVED_PREFIX}", which is reserved for owner tags; name it differently`);
    }
    return [];
  });
}

function checkBoolean(property: "enabled" | "verify", value: unknown): Failure[] {
  return absent(value) || typeof value === "boolean" ? [] : [open(property, "has to be true or false")];
}

function checkAdoptId(value: unknown): Failure[] {
  if (absent(value) || (typeof value === "string" && /^[1-9]\d*$/.test(value))) return [];
  return [open("adoptId", 'has to be the id of an instance as a string, such as "12345"')];
}

function checkTimeouts(value: unknown): Failure[] {
  if (!isRecord(value)) return [];
  return Object.entries(value)
    .filter(([, text]) => !absent(text) && (typeof text !== "string" || !(Number(parseDuration(text)) > 0)))
    .map(([verb]) => open(`customTimeouts.${verb}`, 'has to be a duration above zero, such as "90s" or "5m"'));
}
