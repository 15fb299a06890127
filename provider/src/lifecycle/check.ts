import type { ElementDefinition } from "../elements/definition";
import { stripHtml } from "../platform/htmlStripping";
import { checkConfiguration } from "./checking/checkConfiguration";
import { checkCredentials } from "./checking/checkCredentials";
import { checkEvents } from "./checking/checkEvents";
import { checkTags } from "./checking/checkTags";
import { absent, type Failure, failure, unlisted } from "./checking/failure";
import { ADDED_NAMES, declaredNames, type Properties } from "./model/properties";
import { isUnknown } from "./model/unknowns";

/**
 * What is wrong with the inputs, one failure a problem. Sends no request and skips what is not known yet: the engine calls
 * this in every preview, one resource after the other.
 * @param olds the inputs of the existing resource; none if it is new. What an import left out may stay away, since the
 *   engine also checks the import itself: it is for the diff to say what an update needs
 */
export function check(inputs: Properties, element: ElementDefinition, olds: Properties = {}): Failure[] {
  const given = Object.keys(inputs).filter((name) => inputs[name] !== undefined && !ADDED_NAMES.includes(name));
  return [
    ...unlisted(given, declaredNames(element), "the resource"),
    ...checkName(inputs["name"]),
    ...checkCredentials(inputs, element, olds),
    ...checkTags(inputs["tags"]),
    ...checkBoolean("enabled", inputs["enabled"]),
    ...checkEvents(inputs["events"], olds["events"]),
    ...checkConfiguration(inputs["configuration"], inputs["events"], element),
    ...checkBoolean("verify", inputs["verify"]),
    ...checkAdoptId(inputs["adoptId"]),
  ];
}

function checkName(name: unknown): Failure[] {
  if (isUnknown(name)) return [];
  if (typeof name !== "string") return [failure("name", "must be a string: the instance's name on the platform")];
  if (stripHtml(name).trim() === "") {
    return [failure("name", "is empty (the platform strips HTML tags from it); give the instance a name")];
  }
  return [];
}

function checkBoolean(input: "enabled" | "verify", value: unknown): Failure[] {
  return absent(value) || typeof value === "boolean" ? [] : [failure(input, "must be true or false")];
}

function checkAdoptId(value: unknown): Failure[] {
  if (absent(value) || (typeof value === "string" && /^[1-9]\d*$/.test(value))) return [];
  return [failure("adoptId", 'must be the id of an instance as a string, such as "12345"')];
}
