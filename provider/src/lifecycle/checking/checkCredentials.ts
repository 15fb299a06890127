import { type Credential, type ElementDefinition, MASK } from "../../platform/elementDefinition";
import type { Properties } from "../model/properties";
import { isUnknown } from "../model/unknowns";
import { type Failure, failure } from "./failure";

/** What is wrong with the vendor's credentials. */
export function checkCredentials(inputs: Properties, element: ElementDefinition): Failure[] {
  return element.credentials.flatMap((credential) => {
    const problem = problemOf(inputs[credential.input], credential);
    return problem === undefined ? [] : [failure(credential.input, problem)];
  });
}

function problemOf(value: unknown, { where }: Credential): string | undefined {
  if (isUnknown(value)) return undefined;
  if (value === undefined || value === null || value === "") return `is missing; find it in ${where}`;
  if (typeof value !== "string") return "has to be a string";
  if (value === MASK) return `is the mask that the platform shows instead of a key; find the key in ${where}`;
  if (/[\r\n]$/.test(value)) return "ends with a line break; read it without the line break (printf instead of echo)";
  if (value !== value.trim() || /\p{Cc}/u.test(value)) {
    return "contains control characters, or leading or trailing whitespace; copy only the key";
  }
  return undefined;
}
