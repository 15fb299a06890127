import { isUnknown } from "./unknowns";

/** One thing that is wrong with the inputs. */
export interface Failure {
  /** "" where the property is, or may hold, a secret: the engine prints the value of the property that is named here. */
  readonly property: string;
  /** Names the property, and says what would be right. Never holds a value that may be secret. */
  readonly reason: string;
}

/** A failure about a property that holds no secret. */
export function open(property: string, problem: string): Failure {
  return { property, reason: `${property} ${problem}` };
}

/** A failure about a property that is, or may hold, a secret. */
export function closed(property: string, problem: string): Failure {
  return { property: "", reason: `${property} ${problem}` };
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
    .map((name) => closed(`${prefix}${name}`, `is not known; ${owner} takes ${listed.join(", ")}`));
}
