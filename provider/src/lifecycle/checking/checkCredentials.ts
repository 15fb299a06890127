import { type Credential, type ElementDefinition, MASK } from "../../elements/definition";
import type { Properties } from "../model/properties";
import { isUnknown } from "../model/unknowns";
import { type Failure, failure } from "./failure";

/**
 * What is wrong with the vendor's credentials. All are required, except that an instance can be adopted without those
 * that the platform masks, and that a resource that came to be without one may stay so.
 * @param olds the inputs of the existing resource; none if it is new
 */
export function checkCredentials(inputs: Properties, element: ElementDefinition, olds: Properties = {}): Failure[] {
  const exists = Object.keys(olds).length > 0;
  const adopts = !exists && !isMissing(inputs["adoptId"]);
  return element.credentials.flatMap((credential) => {
    const { input, masked } = credential;
    const optional = exists ? isMissing(olds[input]) : adopts && masked;
    if (optional && isMissing(inputs[input])) return [];
    const problem = problemOf(inputs[input], credential);
    return problem === undefined ? [] : [failure(input, problem)];
  });
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

function problemOf(value: unknown, { where }: Credential): string | undefined {
  if (isUnknown(value)) return undefined;
  if (isMissing(value) || value === "") return `is missing; find it in ${where}`;
  if (typeof value !== "string") return "must be a string";
  if (value === MASK) return `is the mask that the platform shows instead of a key; find the key in ${where}`;
  if (/[\r\n]$/.test(value)) return "ends with a line break; read it without the line break (printf instead of echo)";
  if (value !== value.trim() || /\p{Cc}/u.test(value)) {
    return "contains control characters, or leading or trailing whitespace; copy only the key";
  }
  return undefined;
}
