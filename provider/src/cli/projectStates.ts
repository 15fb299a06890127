import { reason } from "../lifecycle/model/errors";
import { SELF_MANAGED } from "../lifecycle/model/ownerTag";
import { isRecord, parseJson } from "../util/json";
import { isLocked } from "./backendLock";
import { CommandError } from "./errors";
import { pulumi } from "./pulumiCommand";
import type { Stack } from "./stack";
import { readOtherState, readState, type StackState } from "./state";
import type { Surroundings } from "./surroundings";

/** All that the backend knows of the instances of one project. */
export interface ProjectStates {
  /** As the engine names it to a program of the stack. */
  readonly organization: string;
  readonly own: StackState;
  /** Those of the project's other stacks, by full name. */
  readonly others: ReadonlyMap<string, StackState>;
  /** Why the states of the other stacks are not known, or not all; undefined if they are. */
  readonly unreadable: string | undefined;
  /** Why an update of the stack may be under way; undefined if there is no sign of one. */
  readonly updating: string | undefined;
}

/** How many states are read at once. */
const AT_ONCE = 4;

const PENDING =
  "the state has pending operations. If an update is under way, wait for it. If one was killed, run pulumi up, which adopts " +
  "what it left behind, or pulumi refresh --clear-pending-creates";
const LOCKED =
  "an update of this stack is under way, or a killed one has left its lock. Wait for it, or run pulumi cancel and " +
  "pulumi up";

/** Reads the states of all stacks of the project. @throws CommandError if its own state cannot be read */
export async function readProjectStates(stack: Stack, around: Surroundings): Promise<ProjectStates> {
  // Its own first: pulumi state move, at the same time, takes an instance from there into another.
  const own = await readState(stack, around);
  const fullName = await qualifiedName(stack, around);
  const [organization, ...rest] = fullName.split("/");
  const known = { organization: rest.length === 2 && organization ? organization : SELF_MANAGED, own };
  const others = new Map<string, StackState>();
  const pending = own.pending ? PENDING : undefined;
  try {
    const stacks = await stacksOf(stack, around);
    const running = stacks.some(({ name, running }) => name === fullName && running);
    const updating = running || (await isLocked(fullName, stack.folder, around)) ? LOCKED : undefined;
    const names = stacks.map(({ name }) => name).filter((name) => name !== fullName);
    for (let index = 0; index < names.length; index += AT_ONCE) {
      const some = names.slice(index, index + AT_ONCE);
      const states = await Promise.all(some.map((name) => readOther(name, stack, around)));
      for (const [name, state] of states) others.set(name, state);
    }
    return { ...known, others, unreadable: undefined, updating: pending ?? updating };
  } catch (error) {
    if (around.signal.aborted) throw error;
    return { ...known, others, unreadable: reason(error), updating: pending };
  }
}

async function readOther(name: string, { folder }: Stack, around: Surroundings): Promise<[string, StackState]> {
  try {
    return [name, await readOtherState(name, folder, around)];
  } catch (error) {
    throw new CommandError(`the state of stack ${name} of this project cannot be read: ${reason(error)}`);
  }
}

/** With organization and project, where the backend has them. */
async function qualifiedName({ fullName, folder }: Stack, around: Surroundings): Promise<string> {
  const args = ["stack", "--show-name", "--fully-qualify-stack-names", "--stack", fullName];
  return (await pulumi(args, folder, around)).trim();
}

/** Every stack of the project, and whether the backend knows of an update that runs. */
async function stacksOf({ folder }: Stack, around: Surroundings): Promise<{ name: string; running: boolean }[]> {
  const parsed = parseJson(await pulumi(["stack", "ls", "--json", "--fully-qualify-stack-names"], folder, around));
  const listed = Array.isArray(parsed) ? parsed : [];
  const stacks = listed.flatMap((each) =>
    isRecord(each) && typeof each["name"] === "string"
      ? [{ name: each["name"], running: each["updateInProgress"] === true }]
      : [],
  );
  // The stack itself is one.
  if (stacks.length > 0 && stacks.length === listed.length) return stacks;
  throw new CommandError("pulumi stack ls printed no list of the project's stacks: check the Pulumi CLI's version");
}
