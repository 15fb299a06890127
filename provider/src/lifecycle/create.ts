import type { Deadline } from "../platform/clock";
import { PlatformError } from "../platform/errors";
import type { Instance } from "../platform/instance";
import { finish, unread } from "./apply";
import { fullConfiguration } from "./configuration";
import { type Context, deadlineOf } from "./context";
import { DuplicateInstancesError, OutcomeUnknownError, PartialFailure, reason } from "./errors";
import { look, lookAgain } from "./look";
import { stateOf, withoutDeveloperKey } from "./state";
import { platformTags } from "./tags";
import { adopt, takeOver } from "./takeOver";
import type { InstanceInputs, InstanceState } from "./types";

/** An instance and its id. */
export interface Created {
  readonly id: string;
  readonly state: InstanceState;
}

/** Milliseconds before the one look after the platform itself answered with an error. */
const AFTER_PLATFORM_ERROR = 3_000;

/**
 * Makes the declared instance, or takes over the one that an earlier, interrupted create made: look, POST, and where the
 * answer leaves it open whether there is one, look again. There is never a second POST after an open outcome.
 * @throws PartialFailure as soon as an id is known, OutcomeUnknownError, DuplicateInstancesError, AdoptionError, or the
 *   platform's error where nothing was made
 */
export async function create(inputs: InstanceInputs, context: Context): Promise<Created> {
  const deadline = deadlineOf("create", inputs.customTimeouts, context.clock);
  if (inputs.adoptId !== undefined) return adopt(inputs.adoptId, inputs, context, deadline);
  if (inputs.ownerTag !== undefined) {
    const found = await look(inputs.ownerTag, context, deadline);
    if (found !== undefined) return takeOver(found, inputs, context, deadline);
  }
  return make(inputs, context, deadline);
}

async function make(inputs: InstanceInputs, context: Context, deadline: Deadline): Promise<Created> {
  const body = {
    name: inputs.name,
    tags: platformTags(inputs.tags, inputs.ownerTag),
    configuration: fullConfiguration(inputs),
  };
  let made: Instance;
  try {
    made = await context.platform.create(body, deadline);
  } catch (error) {
    made = await settle(error, inputs, context, deadline);
  }
  return complete(made, inputs, context, deadline);
}

/** The instance that a failed POST made all the same. Throws if there is none, or none is found. */
async function settle(error: unknown, inputs: InstanceInputs, context: Context, deadline: Deadline): Promise<Instance> {
  // Whatever else goes wrong after the sending, such as a bug of ours, leaves the outcome open too.
  const outcome = error instanceof PlatformError ? error.outcome : "open";
  const cause = error instanceof Error ? error : new Error(String(error));
  switch (outcome) {
    case "nothingDone":
    case "refused":
      throw cause;
    case "platformError":
      return afterPlatformError(cause, inputs, context, deadline);
    case "open":
      if (inputs.ownerTag !== undefined) return lookAgain(inputs.ownerTag, cause, context, deadline);
      throw new OutcomeUnknownError(
        cause,
        `Owner tags are switched off, so look on the platform for an instance called ${JSON.stringify(inputs.name)} that ` +
          "was created just now; delete it, or name its id in adoptId, before you run pulumi up again",
      );
  }
}

async function afterPlatformError(
  error: Error,
  inputs: InstanceInputs,
  context: Context,
  deadline: Deadline,
): Promise<Instance> {
  const { ownerTag } = inputs;
  if (ownerTag === undefined) throw error;
  // Half of the time that is left at the most, for the look takes some too.
  await context.clock.sleep(Math.min(AFTER_PLATFORM_ERROR, deadline.remaining() / 2));
  const found = await look(ownerTag, context, deadline).catch((lookError: unknown) => {
    if (lookError instanceof DuplicateInstancesError) throw lookError;
    throw new OutcomeUnknownError(
      error,
      `The look for its owner tag ${ownerTag} failed too: ${reason(lookError)}. Run pulumi up again: it looks first`,
    );
  });
  if (found === undefined) throw error;
  // The platform kept an instance that it could not authenticate: the next `pulumi up` sends the keys again.
  const known = withoutDeveloperKey(stateOf(found, { ...inputs, enabled: true }, context.baseUrl));
  throw new PartialFailure(found.id, known, [`Instance ${found.id} was created, but: ${error.message}`]);
}

/** Everything that comes after there is an instance. From here on the id must not get lost. */
async function complete(
  made: Instance,
  inputs: InstanceInputs,
  context: Context,
  deadline: Deadline,
): Promise<Created> {
  // A new instance is enabled, whatever is declared.
  const declared = { ...inputs, enabled: true };
  const instance = await withToken(made, context, deadline).catch((error: unknown) => {
    throw new PartialFailure(made.id, unread(stateOf(made, declared, context.baseUrl)), [
      `Instance ${made.id} was created, but its token could not be read: ${reason(error)}`,
    ]);
  });
  const state = stateOf(instance, declared, context.baseUrl);
  const finished = await finish(made.id, state, inputs, context, deadline).catch((error: unknown) => {
    if (error instanceof PartialFailure) throw error;
    throw new PartialFailure(made.id, state, [`Instance ${made.id} was created, but: ${reason(error)}`]);
  });
  return { id: made.id, state: finished };
}

/** The platform returns the token in every answer; items of an abridged list, and broken answers, may lack it. */
async function withToken(instance: Instance, context: Context, deadline: Deadline): Promise<Instance> {
  return instance.token === undefined ? context.platform.get(instance.id, deadline) : instance;
}
