import * as pulumi from "@pulumi/pulumi";
import { ACT_365 } from "../elements/actessentials";
import { secretNames } from "../lifecycle/model/properties";
import { PLUGIN_TYPE } from "../operations/resourceTypes";

type Options = pulumi.CustomResourceOptions;

/**
 * The options of an instance with their defaults.
 * @param ownerTags whether owner tags are on
 * @param name the resource's
 * @throws pulumi.RunError for options that a dynamic resource cannot support
 */
export function instanceOptions(opts: Options, ownerTags: boolean, name: string): Options {
  const problem = problemWith(opts, ownerTags);
  if (problem !== undefined) throw new pulumi.RunError(`Act365Instance "${name}": ${problem}`);
  return {
    ...opts,
    // An option that is there, but undefined, asks for nothing.
    deleteBeforeReplace: opts.deleteBeforeReplace ?? true,
    // A stack that used the provider plugin moves here: without it, one front end would adopt the instance, and the other
    // delete it.
    aliases: [...(opts.aliases ?? []), { type: PLUGIN_TYPE }],
    // By name: in the state of an instance that another program manages, nothing else marks the credentials as secret. In
    // others, an output is secret if the input of the same name is; this holds even where a state lacks that input.
    additionalSecretOutputs: [...new Set([...secretNames(ACT_365), ...(opts.additionalSecretOutputs ?? [])])],
  };
}

function problemWith(opts: Options, ownerTags: boolean): string | undefined {
  if (opts.import !== undefined) {
    return (
      "the option import does nothing for a dynamic resource. To manage an existing instance, name it in the input adoptId, " +
      "or write an import file for it with npx pulumi-act365 import"
    );
  }
  if (opts.replaceOnChanges !== undefined && opts.replaceOnChanges.length > 0) {
    return (
      "the option replaceOnChanges does nothing for a dynamic resource, and everything changes in place. To replace an " +
      "instance, run pulumi up --replace with its URN"
    );
  }
  if (opts.deleteBeforeReplace === false && ownerTags) {
    return (
      "deleteBeforeReplace: false cannot be used with owner tags: the replacement would find the instance that it is about " +
      "to replace, and adopt it. Remove the option, or set act365:ownerTag to false"
    );
  }
  return undefined;
}
