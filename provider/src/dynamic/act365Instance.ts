import * as pulumi from "@pulumi/pulumi";
import { ACT_365 } from "../elements/actessentials";
import { declaredNames, OUTPUT_NAMES } from "../lifecycle/model/properties";
import { PROVIDER_TEXT as __provider, TYPE } from "../operations/resourceTypes";
import { compact } from "../util/json";
import { type Act365InstanceArgs, Act365InstanceOutputs } from "./instanceProperties.generated";
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
export class Act365Instance extends Act365InstanceOutputs {
  /** @internal */
  static readonly __pulumiType = TYPE;

  /** Secret: the element token that API calls on the instance send. Updates do not change it. */
  declare readonly token: pulumi.Output<string>;

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
    ...secretInputs({ ...args }),
    name: nameOrDefault(args.name, name),
    ...declarationMark(TYPE, name, opts.parent, setting),
    ...timeouts,
  };
}

/** An Output may resolve to undefined, and `check` does not know the default, the resource's name. */
function nameOrDefault(given: Act365InstanceArgs["name"], byDefault: string): pulumi.Input<string> {
  if (typeof given === "string") return given;
  return given === undefined ? byDefault : pulumi.output(given).apply((name) => name ?? byDefault);
}
