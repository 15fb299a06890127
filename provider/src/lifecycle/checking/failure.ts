import { nearest } from "../../util/didYouMean";
import { isUnknown } from "../model/unknowns";

/** One thing that is wrong with the inputs. */
export interface Failure {
  /** The input's path, such as `events.callbackUrl`. */
  readonly input: string;
  /** Names the input, and says what would be right. Never holds a value. */
  readonly reason: string;
}

/** A failure about an input. */
export function failure(input: string, problem: string): Failure {
  return { input, reason: `${input} ${problem}` };
}

/** Whether there is nothing to check: not given, or not known yet. */
export function absent(value: unknown): boolean {
  return value === undefined || value === null || isUnknown(value);
}

/**
 * A failure for each name that is not listed, with the nearest one: in a JavaScript program, a misspelled name would
 * otherwise be silently ignored.
 * @param owner the owner of the listed names
 * @param prefix the path in front of a name, so that the user finds it
 */
export function unlisted(names: readonly string[], listed: readonly string[], owner: string, prefix = ""): Failure[] {
  return names
    .filter((name) => !listed.includes(name))
    .map((name) => {
      const meant = nearest(name, listed);
      const hint = meant === undefined ? "" : `. Did you mean ${prefix}${meant}?`;
      return failure(`${prefix}${name}`, `is not known; ${owner} takes ${listed.join(", ")}${hint}`);
    });
}
