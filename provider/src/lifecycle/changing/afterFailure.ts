import { PlatformError } from "../../platform/errors";
import { compact } from "../../util/json";
import { PartialFailure, reason } from "../model/errors";
import { pathText } from "../model/paths";
import type { InstanceInputs, InstanceState } from "../model/properties";
import type { Session } from "../model/session";
import { stateOf } from "../model/state";
import { anySentByPut, changedNames, type Difference, differences } from "./differences";
import { onlySent } from "./sent";

/**
 * Reads what a refused or interrupted change left behind. Masked credentials stay as in the state; since it is unknown
 * whether those or the new ones are in effect, they are marked as pending.
 * @param wanted what was to be changed
 * @returns the error to throw
 */
export async function afterFailure(
  id: string,
  state: InstanceState,
  inputs: InstanceInputs,
  wanted: readonly Difference[],
  error: unknown,
  session: Session,
): Promise<Error> {
  const different = changedNames(wanted);
  const known = withMark(state, different, session);
  const failed = `Instance ${id} was not updated as declared: ${reason(error)}`;
  try {
    const instance = onlySent(await session.platform.get(id), different, { state, inputs, known }, session);
    const inEffect = stateOf(instance, withNewKeys(known, inputs), session, state);
    return new PartialFailure(id, inEffect, [
      failed,
      summary(wanted, stateOf(instance, known, session), inputs, session),
    ]);
  } catch (readError) {
    if (error instanceof PlatformError && error.outcome === "refused") {
      return known === state ? error : new PartialFailure(id, known, [failed]);
    }
    // An owner tag that should have been removed would no longer be a difference on its own.
    const doubtful =
      inputs.ownerTag === undefined && different.includes("ownerTag") ? [...different, "tags"] : different;
    return new PartialFailure(id, withoutDoubtful(withNewKeys(known, inputs), doubtful), [
      failed,
      `It is not known which of ${different.join(", ")} are in effect (${reason(readError)}); the next pulumi up sends them again`,
    ]);
  }
}

function withMark(state: InstanceState, different: readonly string[], { element }: Session): InstanceState {
  return anySentByPut(different, element) ? { ...state, sendCredentialsAgain: true } : state;
}

/** The change may have set keys that the state does not know. If they were forgotten, they would never be reset. */
function withNewKeys(state: InstanceState, inputs: InstanceInputs): InstanceState {
  return compact({
    ...state,
    events: merged(inputs.events, state.events),
    configuration: merged(inputs.configuration, state.configuration),
  });
}

function merged<T extends object>(attempted: T | undefined, known: T | undefined): T | undefined {
  return known === undefined ? attempted : { ...attempted, ...known };
}

/** Without what may or may not have changed: what is missing is sent again. */
export function withoutDoubtful(state: InstanceState, different: readonly string[]): InstanceState {
  const { name, tags, ownerTag, ...others } = state;
  const doubtful = (property: string) => different.includes(property);
  return {
    ...others,
    sendCredentialsAgain: true,
    ...compact({
      name: doubtful("name") ? undefined : name,
      tags: doubtful("tags") ? undefined : tags,
      ownerTag: doubtful("ownerTag") ? undefined : ownerTag,
    }),
  };
}

function summary(
  wanted: readonly Difference[],
  inEffect: InstanceState,
  inputs: InstanceInputs,
  { element }: Session,
): string {
  const texts = (all: readonly Difference[]) => [...new Set(all.map(nameOf))];
  const notDone = texts(differences(inEffect, inputs, element));
  const list = (paths: readonly string[]) => (paths.length === 0 ? "nothing" : paths.join(", "));
  const done = list(texts(wanted).filter((path) => !notDone.includes(path)));
  return `Done: ${done}. Not done: ${list(notDone)}; the next pulumi up sends it again`;
}

/** A list as a whole: the platform only replaces all tags at once. */
function nameOf({ path: [name, ...below] }: Difference): string {
  return typeof below[0] === "number" ? name : pathText([name, ...below]);
}
