import type { ElementDefinition } from "../elements/definition";
import { samePlatform } from "../platform/baseUrl";
import type { Difference } from "./changing/differences";
import { assumingCredentials, refuseMissing } from "./changing/missingInputs";
import { secretDifferences } from "./changing/secretDifferences";
import { differencesWithUnknowns } from "./changing/unknownDifferences";
import { baseUrlChanged } from "./model/errors";
import type { Declaration, HeldInstances } from "./model/heldInstances";
import { unknownPaths } from "./model/paths";
import { type InstanceState, type Properties, parseInputs, plainProperties } from "./model/properties";
import type { RunningProgram } from "./model/runningProgram";

/** What the engine is told of a change. */
export interface Diff {
  readonly changes: readonly Difference[];
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

/** What a diff needs besides the state and the inputs. */
export interface DiffContext {
  readonly element: ElementDefinition;
  readonly declaration: Declaration;
  readonly program: RunningProgram;
  readonly held: HeldInstances;
  /** Asked only where it matters: it may be invalid. */
  configured(): ConfiguredPlatform;
  /** Takes one line for the user. */
  log(line: string): void;
}

/**
 * What differs between the state and the declaration. Sends no request: the engine diffs one resource after the other.
 * @param news the inputs; values that are not known yet count as changed, never as a replacement
 * @throws LifecycleError "base-url-changed", "missing-input"
 */
export function diff(id: string, state: InstanceState, news: Properties, context: DiffContext): Diff {
  const { element, declaration, program, held } = context;
  const inputs = parseInputs(news, element);
  const unknown = unknownPaths(news);
  // Only an up or its preview can change an instance. A refresh diffs what it has read, and a destroy diffs what depends
  // on the resources that it is to delete, with unknown inputs.
  const isDestroy = unknown.length > 0 && !program.isRunning;
  const isUp = !held.isRefreshing(id) && !isDestroy && state.external !== true;
  const moves = isUp && isMoved(id, state, context);
  program.decided(declaration);
  const stays = !moves && unknown.length === 0;
  if (stays && isUp) refuseMissing(id, assumingCredentials(state, inputs), inputs, element);
  const other = held.seenByDiff(id, declaration, stays);
  if (other !== undefined) {
    // Create refuses an instance that is held, but it may come before the diff that makes an older resource hold it.
    context.log(
      `warning: instance ${id} is also managed by another resource of this program (${other}). Changes to either affect ` +
        "both. Remove one of the two; the instance is kept",
    );
  }
  const moved: Difference[] = moves ? [{ path: ["baseUrl"], kind: "update" }] : [];
  const changes = [...moved, ...differencesWithUnknowns(state, inputs, unknown, element)];
  const secrets = changes.length > 0 ? secretDifferences(plainProperties(state), news, element) : undefined;
  if (secrets !== undefined) context.log(secrets);
  return { changes, replaces: moves ? ["baseUrl"] : [] };
}

function isMoved(id: string, { baseUrl }: InstanceState, { configured, log }: DiffContext): boolean {
  const to = configured();
  if (!movesTo(to, id, baseUrl)) return false;
  log(
    `warning: instance ${id} will be deleted on ${baseUrl}, and a new one created on ${to.baseUrl} (${to.source}), since ` +
      "allowBaseUrlChange is true",
  );
  return true;
}

/**
 * Whether the instance is to move to the configured platform. A forgotten or mistyped setting looks the same as a wanted
 * move, and would delete every instance.
 * @param id undefined for all instances of a provider
 * @param recorded the platform in the state
 * @throws LifecycleError "base-url-changed" unless moves are allowed
 */
export function movesTo(configured: ConfiguredPlatform, id: string | undefined, recorded: string | undefined): boolean {
  if (recorded === undefined || samePlatform(recorded, configured.baseUrl)) return false;
  if (!configured.replacesOthers) throw baseUrlChanged(id, recorded, configured);
  return true;
}
