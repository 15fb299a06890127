import { MASK } from "../platform/elementDefinition";
import { sameConfiguration } from "./configuration";
import { sameJson } from "./plain";
import { sameName } from "./state";
import { sameTags } from "./tags";
import type { InstanceInputs, InstanceState } from "./types";

/** The inputs whose change means that there is something to do. `verify` and `adoptId` never do. */
export type Changed =
  | "name"
  | "apiKey"
  | "developerKey"
  | "tags"
  | "ownerTag"
  | "enabled"
  | "configuration"
  | "customTimeouts";

/** What the engine is told of a change. */
export interface Diff {
  readonly changes: boolean;
  /** Properties that ask for a new instance: at the most `baseUrl`. */
  readonly replaces: readonly string[];
}

/** Inputs that never make a difference by themselves. */
const NEVER_A_DIFFERENCE: ReadonlySet<string> = new Set(["verify", "adoptId"]);

/**
 * What differs between the state and the declaration. Asks nobody: the engine diffs one resource after the other.
 * @param baseUrl the configured platform
 * @param unknown names of inputs whose values are not known yet: they count as changed, never as a replacement
 */
export function diff(
  state: InstanceState,
  inputs: InstanceInputs,
  baseUrl: string,
  unknown: readonly string[] = [],
): Diff {
  const replaces = state.baseUrl !== undefined && state.baseUrl !== baseUrl ? ["baseUrl"] : [];
  const mayChange = unknown.some((name) => !NEVER_A_DIFFERENCE.has(name));
  return { changes: replaces.length > 0 || mayChange || changed(state, inputs).length > 0, replaces };
}

/** The inputs that are not in effect. */
export function changed(state: InstanceState, inputs: InstanceInputs): Changed[] {
  const all: [Changed, boolean][] = [
    ["name", !sameName(state.name, inputs.name)],
    ["apiKey", state.apiKey !== inputs.apiKey],
    // A mask, as a state that was imported may hold it, says nothing about the key.
    ["developerKey", state.developerKey !== inputs.developerKey && state.developerKey !== MASK],
    ["tags", !sameTags(state.tags, inputs.tags)],
    ["ownerTag", state.ownerTag !== inputs.ownerTag],
    ["enabled", (state.enabled ?? true) !== (inputs.enabled ?? true)],
    ["configuration", !sameConfiguration(state, inputs)],
    // Nothing to do on the platform, but delete and read know only the state's time limits.
    ["customTimeouts", !sameJson(state.customTimeouts, inputs.customTimeouts)],
  ];
  return all.filter(([, differs]) => differs).map(([name]) => name);
}

/** Whether these changes make the platform authenticate with the vendor again, by PUT, with the whole configuration. */
export function reprovisions(todo: readonly Changed[]): boolean {
  return todo.some((name) => name === "apiKey" || name === "developerKey" || name === "configuration");
}
