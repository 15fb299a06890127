import * as pulumi from "@pulumi/pulumi";
import { findOne, type Wanted } from "../../lookups/find";
import { type FoundAct365Instance, foundInstance } from "../../lookups/found";
import { isMocked, knownSettings, lookUp, settingsFrom } from "./lookUp";
import type { GetAct365InstanceResult } from "./result";

/** Which instance to look up: by its id, by its name on the platform, or by one of its tags. */
export type GetAct365InstanceArgs =
  | {
      /** The id on the platform. */
      readonly id: string;
    }
  | {
      /** The full name on the platform. If several instances have it, the look-up fails. */
      readonly name: string;
    }
  | {
      /** One of its tags. If several instances have it, the look-up fails. */
      readonly tag: string;
    };

/** `GetAct365InstanceArgs` with inputs. */
export type GetAct365InstanceOutputArgs =
  | {
      /** The id on the platform. */
      readonly id: pulumi.Input<string>;
    }
  | {
      /** The full name on the platform. */
      readonly name: pulumi.Input<string>;
    }
  | {
      /** One of its tags. */
      readonly tag: pulumi.Input<string>;
    };

/** The token that a mock's `call` gets, with the look-up's arguments as inputs. */
const TOKEN = "act365:index:getAct365Instance";

/**
 * Looks up an existing instance, without managing it. Its token is a secret output.
 *
 * ```ts
 * const crm = await getAct365Instance({ name: "crm-prod" });
 * export const token = crm.token;
 * ```
 *
 * In a unit test with `pulumi.runtime.setMocks`, the mock's `call` gets the token `act365:index:getAct365Instance`.
 * @param args Exactly one of `id`, `name` and `tag`.
 * @param opts `provider` takes an `Act365Provider`. Default: the credentials of the stack configuration, then the environment.
 * @throws an error that lists the candidates, if no instance or more than one matches
 */
export async function getAct365Instance(
  args: GetAct365InstanceArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetAct365InstanceResult> {
  const wanted = onlyOne(args);
  const found = isMocked() ? await mocked(wanted, opts) : await find(wanted, await knownSettings(opts));
  return { ...found, token: pulumi.secret(found.token) };
}

/**
 * `getAct365Instance` with inputs. The whole result is secret, and unknown in a preview while the arguments are
 * unknown.
 * @param args Exactly one of `id`, `name` and `tag`.
 * @param opts As for `getAct365Instance`.
 */
export function getAct365InstanceOutput(
  args: GetAct365InstanceOutputArgs,
  opts?: pulumi.InvokeOptions,
): pulumi.Output<FoundAct365Instance> {
  const settings = settingsFrom(opts);
  return pulumi.secret(
    pulumi.all([args, settings]).apply(([known, given]) => {
      const wanted = onlyOne(known);
      return isMocked() ? mocked(wanted, opts) : find(wanted, given);
    }),
  );
}

async function find(wanted: Wanted, settings: Parameters<typeof lookUp>[0]): Promise<FoundAct365Instance> {
  return lookUp(settings, async (session) => foundInstance(await findOne(wanted, session)));
}

function mocked(wanted: Wanted, opts: pulumi.InvokeOptions | undefined): Promise<FoundAct365Instance> {
  return pulumi.runtime.invoke(TOKEN, { ...wanted }, opts);
}

function onlyOne(args: Wanted): Wanted {
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  const [[name, value] = []] = given;
  const right = given.length === 1 && (name === "id" || name === "name" || name === "tag");
  if (right && typeof value === "string" && value !== "") return args;
  throw new pulumi.RunError('getAct365Instance takes one of id, name and tag, a string each, such as { name: "crm" }');
}
