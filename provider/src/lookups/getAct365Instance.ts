import * as pulumi from "@pulumi/pulumi";
import { findOne, type Wanted } from "./find";
import { isMocked, knownSettings, lookUp, settingsFrom } from "./lookUp";
import { type FoundAct365Instance, foundInstance, type GetAct365InstanceResult } from "./result";

/** Which instance to look up: by its id, by its name on the platform, or by one of its tags. */
export type GetAct365InstanceArgs =
  | {
      /** The id on the platform. */
      readonly id: string;
    }
  | {
      /** The whole name on the platform. More than one instance may have it: then the look-up fails. */
      readonly name: string;
    }
  | {
      /** One of its tags. More than one instance may have it: then the look-up fails. */
      readonly tag: string;
    };

/** The same with inputs. */
export type GetAct365InstanceOutputArgs =
  | {
      /** The id on the platform. */
      readonly id: pulumi.Input<string>;
    }
  | {
      /** The whole name on the platform. */
      readonly name: pulumi.Input<string>;
    }
  | {
      /** One of its tags. */
      readonly tag: pulumi.Input<string>;
    };

/** What `pulumi.runtime.setMocks` is asked for, with the look-up's arguments as inputs. */
const TOKEN = "act365:index:getAct365Instance";

/**
 * Looks an existing instance up. It is not managed by the program; its token is a secret output.
 *
 * ```ts
 * const crm = await getAct365Instance({ name: "crm-prod" });
 * export const token = crm.token;
 * ```
 *
 * In a unit test with `pulumi.runtime.setMocks`, the mock's `call` answers for the token `act365:index:getAct365Instance`.
 * @param args Exactly one of `id`, `name` and `tag`.
 * @param opts `provider` takes an `Act365Provider`. Default: the credentials of the stack configuration, then the environment.
 * @throws an error that lists what there is, if no instance or more than one is found
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
 * The same with inputs. All of the result is secret, and unknown in a preview that does not know the arguments yet.
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
