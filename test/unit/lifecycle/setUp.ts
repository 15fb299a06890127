import { ACT_365 } from "../../../provider/src/elements/actessentials";
import { type Diff, type DiffContext, diff } from "../../../provider/src/lifecycle/diff";
import { PartialFailure } from "../../../provider/src/lifecycle/model/errors";
import { type Declaration, HeldInstances } from "../../../provider/src/lifecycle/model/heldInstances";
import {
  type InstanceInputs,
  type InstanceState,
  type Properties,
  plainProperties,
} from "../../../provider/src/lifecycle/model/properties";
import { RunningProgram } from "../../../provider/src/lifecycle/model/runningProgram";
import type { Session } from "../../../provider/src/lifecycle/model/session";
import { Deadline } from "../../../provider/src/util/clock";
import { canary, failureOf, observe } from "../../support/canary";
import { FakeClock } from "../../support/fakeClock";
import { ACCOUNT, ELEMENT, MemoryPlatform, ORGANIZATION, type Stored } from "../../support/memoryPlatform";

export const OWNER_TAG = "pulumi:project/dev/crm:0123456789";
/** The call with which a create looks for an instance of its own. */
export const LOOK = `findByTag ${OWNER_TAG}`;
export const OTHER_OWNER_TAG = "pulumi:project/prod/crm:abcdef0123";
export const BASE_URL = "https://platform.example/elements/api-v2";
/** The declaration of what `inputs` gives by default. */
export const OURS: Declaration = { identity: OWNER_TAG, shown: OWNER_TAG };

/** The state of an instance of which only the id is known. */
export const NOTHING_KNOWN: InstanceState = { credentials: {} };

/** The end of the warning about an adoption by owner tag. */
export const MAYBE_ANOTHERS =
  ". If it is not left over from an interrupted run, but managed from another machine or backend with the same project and " +
  "stack name (such as pulumi login --local), set act365:ownerTag to a text of your own";

/** A platform in memory, and everything that a verb works with. */
export interface Setup {
  readonly clock: FakeClock;
  readonly platform: MemoryPlatform;
  /** The lines that the user was shown. */
  readonly log: string[];
  readonly session: Session;
}

/** @param timeout milliseconds for the whole operation */
export function setUp(timeout = 300_000): Setup {
  const clock = new FakeClock();
  const deadline = new Deadline(clock, timeout, "customTimeouts");
  const platform = new MemoryPlatform(clock, deadline);
  const log: string[] = [];
  const session: Session = {
    declaration: OURS,
    element: ACT_365,
    platform,
    baseUrl: BASE_URL,
    clock,
    deadline,
    held: new HeldInstances(),
    userMark: (id) => `user-of-${id}`,
    log(line) {
      log.push(line);
      observe("the log", line);
    },
  };
  return { clock, platform, log, session };
}

type Loose<T> = { [K in keyof T]?: T[K] | undefined };
/** What may be given of a declaration or state: also single credentials, by the names of their inputs. */
type Given<T> = Loose<T & { apiKey: string; developerKey: string }>;

/** A declaration; what is given as undefined is left out. */
export function inputs({ apiKey, developerKey, credentials, ...given }: Given<InstanceInputs> = {}): InstanceInputs {
  const fresh = () => ({ apiKey: canary("apiKey"), developerKey: canary("developerKey") });
  const all = {
    name: "crm",
    ownerTag: OWNER_TAG,
    ...given,
    enabled: given.enabled ?? true,
    verify: given.verify ?? false,
    credentials: { ...(credentials ?? fresh()), ...without({ apiKey, developerKey }) },
    tags: given.tags ?? ("tags" in given ? [] : ["sales"]),
  };
  return without(all) as InstanceInputs;
}

/** Whose inputs these are: without an owner tag, the name must tell. */
export function declarationOf({ ownerTag, name }: InstanceInputs): Declaration {
  return ownerTag === undefined
    ? { identity: name, shown: `named ${JSON.stringify(name)}` }
    : { identity: ownerTag, shown: ownerTag };
}

/** What a diff knows of a running program that declares only this, on the platform of `BASE_URL`. */
function diffContext(more: Partial<DiffContext> = {}): DiffContext {
  const { declaration = OURS } = more;
  const program = new RunningProgram();
  program.checked(declaration);
  return {
    element: ACT_365,
    declaration,
    program,
    held: new HeldInstances(),
    configured: () => ({ baseUrl: BASE_URL, source: "a test", replacesOthers: false }),
    log: (line) => observe("the log", line),
    ...more,
  };
}

/** The diff of instance 1. @param unknown the inputs that are not known yet, in place of those declared */
export function diffOf(
  state: InstanceState,
  declared: InstanceInputs,
  more: Partial<DiffContext> = {},
  unknown: Properties = {},
): Diff {
  return diff("1", state, { ...plainProperties(declared), ...unknown }, diffContext(more));
}

/** The configuration keys that carry the declared credentials. */
export function vendorKeys({ credentials }: InstanceInputs): { username: string; password: string } {
  const { apiKey = "", developerKey = "" } = credentials;
  return { username: apiKey, password: developerKey };
}

/** The state after the declaration came to be as it is in an instance. */
export function stateFor(
  declared: InstanceInputs,
  stored: Stored,
  { apiKey, developerKey, ...given }: Given<InstanceState> = {},
): InstanceState {
  return without({
    ...declared,
    credentials: { ...declared.credentials, ...without({ apiKey, developerKey }) },
    instanceId: stored.id,
    token: stored.token,
    elementId: ELEMENT,
    organizationId: ORGANIZATION,
    accountId: ACCOUNT,
    createdDate: stored.createdDate,
    valid: true,
    baseUrl: BASE_URL,
    seenBy: `user-of-${stored.id}`,
    ...given,
  }) as InstanceState;
}

/** The state with the mark that the credentials have to be sent again. */
export function pending(state: InstanceState): InstanceState {
  return { ...state, sendCredentialsAgain: true };
}

/** The state with only these credentials. */
export function withCredentials(state: InstanceState, ...names: string[]): InstanceState {
  const kept = Object.entries(state.credentials).filter(([name]) => names.includes(name));
  return { ...state, credentials: Object.fromEntries(kept) };
}

/** The object without what is undefined, and without these properties. */
export function without<T extends object>(object: T, ...names: string[]): T {
  const kept = Object.entries(object).filter(([name, value]) => value !== undefined && !names.includes(name));
  return Object.fromEntries(kept) as T;
}

/** The partial failure with which the promise ends. */
export async function partialOf(promise: Promise<unknown>): Promise<PartialFailure> {
  const error = await failureOf(promise);
  if (!(error instanceof PartialFailure)) throw new Error(`no partial failure, but ${error.name}: ${error.message}`);
  return error;
}

/** What a response lacks that tells no more than the id and the name. */
export const NOTHING_TOLD = {
  token: undefined,
  tags: undefined,
  configuration: undefined,
  disabled: undefined,
  valid: undefined,
  createdDate: undefined,
  elementId: undefined,
  elementKey: undefined,
  organizationId: undefined,
  accountId: undefined,
};

/** A platform that holds what the declaration says as instance 1, and the state of it. */
export function present(declared: InstanceInputs) {
  const setup = setUp();
  const tags = [...(declared.tags ?? []), ...(declared.ownerTag === undefined ? [] : [declared.ownerTag])];
  const stored = setup.platform.add({ name: declared.name, tags });
  Object.assign(stored.configuration, vendorKeys(declared));
  for (const [key, value] of Object.entries(declared.configuration ?? {})) stored.configuration[key] = String(value);
  return { ...setup, stored, state: stateFor(declared, stored) };
}
