import * as pulumi from "@pulumi/pulumi";
import { findAll } from "../../lookups/find";
import { type FoundAct365Instance, foundInstance } from "../../lookups/found";
import { isMocked, knownSettings, lookUp } from "./lookUp";
import type { GetAct365InstanceResult } from "./result";

/** Which instances to list. Without a filter: all that the credentials see. */
export interface ListAct365InstancesArgs {
  /** Only instances that carry all of these tags. */
  readonly tags?: readonly string[];
  /** Only instances whose name contains this text, as the platform matches it. */
  readonly searchText?: string;
}

/** The token that a mock's `call` gets; its result holds the list as `instances`. */
const TOKEN = "act365:index:listAct365Instances";

/**
 * Lists existing instances, managed by this program or not. Their tokens are secret outputs.
 *
 * In a unit test with `pulumi.runtime.setMocks`, the mock's `call` gets the token `act365:index:listAct365Instances`
 * and returns `{ instances: [...] }`.
 * @param args The filters, which can be combined.
 * @param opts `provider` takes an `Act365Provider`. Default: the credentials of the stack configuration, then the environment.
 */
export async function listAct365Instances(
  args: ListAct365InstancesArgs = {},
  opts?: pulumi.InvokeOptions,
): Promise<GetAct365InstanceResult[]> {
  const found = isMocked() ? await mocked(args, opts) : await list(args, opts);
  return found.map((instance) => ({ ...instance, token: pulumi.secret(instance.token) }));
}

async function list(
  { tags = [], searchText }: ListAct365InstancesArgs,
  opts: pulumi.InvokeOptions | undefined,
): Promise<FoundAct365Instance[]> {
  const settings = await knownSettings(opts);
  return lookUp(settings, async (session) => (await findAll(tags, searchText, session)).map(foundInstance));
}

async function mocked(
  args: ListAct365InstancesArgs,
  opts: pulumi.InvokeOptions | undefined,
): Promise<FoundAct365Instance[]> {
  const { instances }: { instances: FoundAct365Instance[] } = await pulumi.runtime.invoke(TOKEN, { ...args }, opts);
  return instances;
}
