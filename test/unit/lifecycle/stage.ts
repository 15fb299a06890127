import type { Context } from "../../../provider/src/lifecycle/context";
import { PartialFailure } from "../../../provider/src/lifecycle/errors";
import type { InstanceInputs, InstanceState } from "../../../provider/src/lifecycle/types";
import { Deadline } from "../../../provider/src/platform/clock";
import { canary, failureOf, observe } from "../../support/canary";
import { FakeClock } from "../../support/fakeClock";
import { ACCOUNT, ELEMENT, MemoryPlatform, ORGANIZATION, type Stored } from "../../support/memoryPlatform";

export const OWNER_TAG = "pulumi:project/dev/crm:0123456789";
/** The call with which a create looks for an instance of its own. */
export const LOOK = `findByTag ${OWNER_TAG}`;
export const OTHER_OWNER_TAG = "pulumi:project/prod/crm:abcdef0123";
export const BASE_URL = "https://platform.example/elements/api-v2";

/** A platform in memory, and everything that a verb works with. */
export interface Stage {
  readonly clock: FakeClock;
  readonly platform: MemoryPlatform;
  /** The lines that the user was shown. */
  readonly log: string[];
  readonly context: Context;
}

export function stage(): Stage {
  const clock = new FakeClock();
  const platform = new MemoryPlatform(clock);
  const log: string[] = [];
  const context: Context = {
    platform,
    baseUrl: BASE_URL,
    clock,
    log(line) {
      log.push(line);
      observe("the log", line);
    },
  };
  return { clock, platform, log, context };
}

type Loose<T> = { [K in keyof T]?: T[K] | undefined };

/** A declaration; what is given as undefined is left out. */
export function inputs(given: Loose<InstanceInputs> = {}): InstanceInputs {
  const all = {
    name: "crm",
    apiKey: canary("apiKey"),
    developerKey: canary("developerKey"),
    tags: ["sales"],
    ownerTag: OWNER_TAG,
    ...given,
  };
  return without(all) as InstanceInputs;
}

/** The state after the declaration came to be as it is in an instance. */
export function stateFor(declared: InstanceInputs, stored: Stored, given: Loose<InstanceState> = {}): InstanceState {
  return without({
    enabled: true,
    tags: [],
    ...declared,
    instanceId: stored.id,
    token: stored.token,
    elementId: ELEMENT,
    organizationId: ORGANIZATION,
    accountId: ACCOUNT,
    createdDate: stored.createdDate,
    valid: true,
    baseUrl: BASE_URL,
    ...given,
  }) as InstanceState;
}

/** The object without what is undefined, and without these properties. */
export function without<T extends object>(object: T, ...names: string[]): T {
  const kept = Object.entries(object).filter(([name, value]) => value !== undefined && !names.includes(name));
  return Object.fromEntries(kept) as T;
}

export function deadline(clock: FakeClock, ms = 300_000): Deadline {
  return new Deadline(clock, ms);
}

/** The partial failure with which the promise ends. */
export async function partialOf(promise: Promise<unknown>): Promise<PartialFailure> {
  const error = await failureOf(promise);
  if (!(error instanceof PartialFailure)) throw new Error(`no partial failure, but ${error.name}: ${error.message}`);
  return error;
}

/** What an answer lacks that tells no more than the id and the name. */
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
