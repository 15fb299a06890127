import { samePlatform } from "../platform/baseUrl";
import type { ElementDefinition } from "../platform/elementDefinition";
import { differences } from "./changing/differences";
import type { InstanceInputs, InstanceState } from "./model/properties";

/** What the engine is told of a change. */
export interface Diff {
  readonly changes: boolean;
  /** Properties that need a replacement: at most `baseUrl`. */
  readonly replaces: readonly string[];
}

/** Inputs that never make a difference by themselves. */
const NEVER_A_DIFFERENCE: ReadonlySet<string> = new Set(["verify", "adoptId"]);

/**
 * What differs between the state and the declaration. Sends no request: the engine diffs one resource after the other.
 * @param baseUrl the configured platform
 * @param unknown names of inputs whose values are not known yet: they count as changed, never as a replacement
 */
export function diff(
  state: InstanceState,
  inputs: InstanceInputs,
  { element, baseUrl, unknown }: { element: ElementDefinition; baseUrl: string; unknown: readonly string[] },
): Diff {
  const moved = state.baseUrl !== undefined && !samePlatform(state.baseUrl, baseUrl);
  const mayChange = unknown.some((name) => !NEVER_A_DIFFERENCE.has(name));
  return {
    changes: moved || mayChange || differences(state, inputs, element).length > 0,
    replaces: moved ? ["baseUrl"] : [],
  };
}
