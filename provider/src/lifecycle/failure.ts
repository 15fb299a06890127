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
