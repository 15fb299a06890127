import { isUnknown } from "../model/unknowns";

/**
 * One thing that is wrong with the inputs. It names no property to the engine, which would print the property's value, also
 * where the program made it secret.
 */
export interface Failure {
  /** Always "": the reason names the property. */
  readonly property: "";
  /** Names the property, and says what would be right. Never holds a value. */
  readonly reason: string;
}

/** A failure about an input. */
export function failure(input: string, problem: string): Failure {
  return { property: "", reason: `${input} ${problem}` };
}

/** Whether there is nothing to check: not given, or not known yet. */
export function absent(value: unknown): boolean {
  return value === undefined || value === null || isUnknown(value);
}

/**
 * A failure for each name that is not listed: a misspelt one of a JavaScript program would be ignored without a word.
 * @param owner what takes the listed names
 * @param prefix what stands before a name, so that the user finds it
 */
export function unlisted(names: readonly string[], listed: readonly string[], owner: string, prefix = ""): Failure[] {
  return names
    .filter((name) => !listed.includes(name))
    .map((name) => failure(`${prefix}${name}`, `is not known; ${owner} takes ${listed.join(", ")}`));
}
