import { Deadline } from "../platform/clock";
import type { Instance } from "../platform/instance";
import type { Context } from "./context";
import { DuplicateInstancesError, OutcomeUnknownError, reason } from "./errors";

/** Milliseconds for which an instance of unknown fate is looked for; a POST takes up to 26 s, and lists may lag. */
const WINDOW = 90_000;
/** Milliseconds that are kept for the last look itself. */
const LAST_LOOK = 5_000;
/** Milliseconds between two looks: doubled from the first to the longest. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 10_000;

/**
 * The instance that carries the owner tag, if there is one.
 * @throws DuplicateInstancesError
 */
export async function look(ownerTag: string, context: Context, deadline: Deadline): Promise<Instance | undefined> {
  const found = await context.platform.findByTag(ownerTag, deadline);
  if (found.length > 1) throw new DuplicateInstancesError(ownerTag, found);
  return found[0];
}

/**
 * Looks again and again, since the platform may still be at work.
 * @throws OutcomeUnknownError if it does not turn up in time; DuplicateInstancesError
 */
export async function lookAgain(
  ownerTag: string,
  cause: Error,
  context: Context,
  deadline: Deadline,
): Promise<Instance> {
  if (deadline.remaining() === 0) {
    throw new OutcomeUnknownError(
      cause,
      `No time was left to look for its owner tag ${ownerTag}. Run pulumi up again: it looks first; or allow more time ` +
        "with customTimeouts",
    );
  }
  const bound = new Deadline(context.clock, Math.min(WINDOW + LAST_LOOK, deadline.remaining()));
  const kept = Math.min(LAST_LOOK, bound.total / 2);
  const seconds = `${Math.ceil((bound.total - kept) / 1000)} s`;
  context.log(`${cause.message}; whether an instance was created is open, so it is looked for (up to ${seconds})`);
  let trouble: string;
  for (let wait = FIRST_WAIT; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    try {
      const found = await look(ownerTag, context, bound);
      if (found !== undefined) {
        context.log(`instance ${found.id} was created after all, and is the one`);
        return found;
      }
      trouble = "";
    } catch (error) {
      if (error instanceof DuplicateInstancesError) throw error;
      trouble = ` The last look failed: ${reason(error)}.`;
    }
    const left = bound.remaining() - kept;
    if (left <= 0) break;
    await context.clock.sleep(Math.min(wait, left));
  }
  throw new OutcomeUnknownError(
    cause,
    `It was looked for by its owner tag ${ownerTag} for ${seconds} and not found.${trouble} ` +
      "Run pulumi up again: it looks first, and takes the instance over if it has turned up",
  );
}
