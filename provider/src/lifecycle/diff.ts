import { samePlatform } from "../platform/baseUrl";
import type { ElementDefinition } from "../platform/elementDefinition";
import { differences } from "./changing/differences";
import { BaseUrlChangedError } from "./model/errors";
import type { InstanceInputs, InstanceState } from "./model/properties";

/** What the engine is told of a change. */
export interface Diff {
  readonly changes: boolean;
  /** Properties that need a replacement: at most `baseUrl`. */
  readonly replaces: readonly string[];
}

/** The platform for new instances. */
export interface ConfiguredPlatform {
  readonly baseUrl: string;
  /** Where the base URL comes from, such as "environment variable ACT365_BASE_URL". */
  readonly source: string;
  /** Whether instances on another platform may be deleted there and created here. */
  readonly replacesOthers: boolean;
}

/** Inputs that never make a difference by themselves. */
const NEVER_A_DIFFERENCE: ReadonlySet<string> = new Set(["verify", "adoptId"]);

/** What a diff has to know besides the state and the declaration. */
interface Circumstances {
  readonly id: string;
  readonly element: ElementDefinition;
  /** undefined if the instance stays where it is, whatever is configured. */
  readonly configured: ConfiguredPlatform | undefined;
  /** Names of inputs whose values are not known yet: they count as changed, never as a replacement. */
  readonly unknown: readonly string[];
}

/**
 * What differs between the state and the declaration. Sends no request: the engine diffs one resource after the other.
 * @throws BaseUrlChangedError
 */
export function diff(
  state: InstanceState,
  inputs: InstanceInputs,
  { id, element, configured, unknown }: Circumstances,
): Diff {
  const moves = movesTo(configured, id, state.baseUrl);
  const mayChange = unknown.some((name) => !NEVER_A_DIFFERENCE.has(name));
  return {
    changes: moves || mayChange || differences(state, inputs, element).length > 0,
    replaces: moves ? ["baseUrl"] : [],
  };
}

/**
 * Whether the instance is to move to the configured platform. A forgotten or mistyped setting looks the same as a wanted
 * move, and would delete every instance.
 * @throws BaseUrlChangedError unless moves are allowed
 */
export function movesTo(configured: ConfiguredPlatform | undefined, id: string, recorded: string | undefined): boolean {
  if (configured === undefined || recorded === undefined || samePlatform(recorded, configured.baseUrl)) return false;
  if (!configured.replacesOthers) throw new BaseUrlChangedError(id, recorded, configured);
  return true;
}
