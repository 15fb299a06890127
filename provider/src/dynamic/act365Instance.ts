import * as pulumi from "@pulumi/pulumi";
import { ACT_365 } from "../elements/actessentials";
import { declaredNames, defaultsFor, OUTPUT_NAMES } from "../lifecycle/model/properties";
import type { Configuration, Events } from "../lifecycle/model/values";
import { PROVIDER_TEXT as __provider, TYPE } from "../operations/resourceTypes";
import { compact } from "../util/json";
import type { Act365InstanceArgs } from "./act365InstanceArgs";
import { instanceOptions } from "./options";
import { declarationMark, ownerTagSetting } from "./ownerTag";
import { warnOfUnknownSettings } from "./program/unknownSettings";
import { recordFewFrames } from "./recordedFrames";
import { secretInputs } from "./secretInputs";
import { pauseStackTraces } from "./stackTraces";

/**
 * An Act! 365 element instance on SAP Open Connectors (Cloud Elements).
 *
 * ```ts
 * const crm = new Act365Instance("crm", { apiKey, developerKey, tags: ["sales"] });
 * export const instanceId = crm.instanceId;
 * export const token = crm.token;
 * ```
 *
 * To manage an existing instance, set `adoptId`, or import it with a file written by `npx pulumi-act365 import`. To
 * only read it, use `getAct365Instance` or `Act365Instance.get`.
 */
export class Act365Instance extends pulumi.CustomResource {
  /** @internal */
  static readonly __pulumiType = TYPE;

  /** The instance's id on the platform; the same as `id`. */
  declare readonly instanceId: pulumi.Output<string>;
  /** Secret: the element token that API calls on the instance send. Updates do not change it. */
  declare readonly token: pulumi.Output<string>;
  /** The name on the platform. */
  declare readonly name: pulumi.Output<string>;
  /** Secret: the Act! 365 API key in effect. */
  declare readonly apiKey: pulumi.Output<string>;
  /**
   * Secret: the Act! 365 developer key in effect. Undefined for an instance that was adopted or imported without it,
   * or that another program manages.
   */
  declare readonly developerKey: pulumi.Output<string | undefined>;
  /** The tags on the platform, without the owner tag. */
  declare readonly tags: pulumi.Output<string[]>;
  /** Whether calls with the token work. */
  declare readonly enabled: pulumi.Output<boolean>;
  /** Event polling as in effect; its credentials are secret. */
  declare readonly events: pulumi.Output<Events | undefined>;
  /** The declared configuration keys, with their values as in effect; credentials among them are secret. */
  declare readonly configuration: pulumi.Output<Configuration | undefined>;
  /** Whether each create and update pings Act! 365 through the instance. */
  declare readonly verify: pulumi.Output<boolean>;
  /** The id of the instance that was adopted at creation. */
  declare readonly adoptId: pulumi.Output<string | undefined>;
  /** The tag by which this declaration finds its instance; undefined if owner tags are off, or if it is missing. */
  declare readonly ownerTag: pulumi.Output<string | undefined>;
  /** The id of the element Act! 365 in the platform's catalogue. */
  declare readonly elementId: pulumi.Output<number>;
  /** The id of the platform's organization that the instance belongs to. */
  declare readonly organizationId: pulumi.Output<number>;
  /** The id of the platform's account that the instance belongs to. */
  declare readonly accountId: pulumi.Output<number>;
  /** When the instance was created, RFC 3339. */
  declare readonly createdDate: pulumi.Output<string>;
  /** Whether the platform considers the instance valid. */
  declare readonly valid: pulumi.Output<boolean>;
  /** The platform that the instance lives on. */
  declare readonly baseUrl: pulumi.Output<string>;

  /**
   * @param name The _unique_ name of the resource.
   * @param args The instance to declare.
   * @param opts Options of the resource. `deleteBeforeReplace` defaults to true; `customTimeouts` works (defaults:
   *   create 5m, update 5m, read 1m, delete 2m), unless a `transformations` or `transforms` callback sets it.
   * @throws pulumi.RunError for options that a dynamic resource cannot support: `import`, `replaceOnChanges`, and, with
   *   owner tags, `deleteBeforeReplace: false`; and for a misspelled boolean in `act365:ownerTag`
   */
  constructor(name: string, args: Act365InstanceArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: undefined, opts: pulumi.CustomResourceOptions);
  constructor(name: string, args: Act365InstanceArgs | undefined, opts: pulumi.CustomResourceOptions = {}) {
    const setting = ownerTagSetting();
    warnOfUnknownSettings();
    const options = instanceOptions(opts, setting !== "false", name);
    const resume = pauseStackTraces();
    const recordAll = recordFewFrames();
    try {
      super(TYPE, name, { ...NOT_GIVEN, ...declared(name, args, opts, setting), __provider }, options);
      // The engine marks the token as secret only once there is one: in a preview, and under mocks, only this does.
      this.token = pulumi.secret(this.token);
    } finally {
      recordAll();
      resume();
    }
  }

  /**
   * Reads an instance that another program manages, by its id. It is never changed or deleted.
   * @param name The _unique_ name of the resulting resource.
   * @param id The instance's id on the platform.
   * @param opts Options of the resource.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Act365Instance {
    return new Act365Instance(name, undefined, { ...opts, id });
  }

  /** Whether an object is an Act365Instance, even one from another copy of this package. */
  static override isInstance(obj: unknown): obj is Act365Instance {
    return typeof obj === "object" && obj !== null && Reflect.get(obj, "__pulumiType") === TYPE;
  }
}

/** Outputs exist only if they are among the properties from the start. */
const NOT_GIVEN = Object.fromEntries(
  [...declaredNames(ACT_365), "ownerTag", ...OUTPUT_NAMES].map((name) => [name, undefined]),
);

function declared(
  name: string,
  args: Act365InstanceArgs | undefined,
  opts: pulumi.CustomResourceOptions,
  setting: string,
): pulumi.Inputs {
  // The stock plugin does not pass this option on.
  const timeouts = compact({ customTimeouts: opts.customTimeouts });
  if (opts.id !== undefined) return timeouts;
  if (args === undefined) throw new pulumi.RunError(`Act365Instance "${name}" needs apiKey and developerKey`);
  return {
    ...args,
    name: nameOrDefault(args.name, defaultsFor(name).name),
    ...secretInputs(args),
    ...declarationMark(TYPE, name, opts.parent, setting),
    ...timeouts,
  };
}

/** An Output may resolve to undefined, and `check` does not know the default, the resource's name. */
function nameOrDefault(given: Act365InstanceArgs["name"], byDefault: string): pulumi.Input<string> {
  if (typeof given === "string") return given;
  return given === undefined ? byDefault : pulumi.output(given).apply((name) => name ?? byDefault);
}
