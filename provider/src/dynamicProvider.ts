import type * as pulumi from "@pulumi/pulumi";
import type { Properties } from "./lifecycle/model/properties";
import { formerPaths, markSecrets, secretPaths } from "./lifecycle/model/secretPaths";
import type { ElementDefinition } from "./platform/elementDefinition";
import { Instances } from "./session/instances";
import { SafeError } from "./session/safeError";

/**
 * Adapts the verbs on instances of one element to Pulumi's dynamic providers. The stock plugin creates one for each
 * process, that is, for each explicit provider.
 */
export class DynamicProvider implements pulumi.dynamic.ResourceProvider<Properties, Properties> {
  constructor(
    private readonly element: ElementDefinition,
    private readonly instances = new Instances(element),
  ) {}

  /**
   * Only keeps the configuration: the plugin uses the provider before this has ended, and if it failed, the next call
   * would get an unconfigured one. So each operation reads the settings itself.
   */
  configure(request: pulumi.dynamic.ConfigureRequest): Promise<void> {
    this.instances.sources = { configuration: (key) => request.config.get(key), environment: process.env };
    return Promise.resolve();
  }

  async check(olds: Properties, news: Properties): Promise<pulumi.dynamic.CheckResult<Properties>> {
    const { inputs, failures } = await this.instances.check(news, olds);
    return { inputs: this.marked(inputs), failures };
  }

  async diff(id: pulumi.ID, olds: Properties, news: Properties): Promise<pulumi.dynamic.DiffResult> {
    const { __provider: _, ...inputs } = news;
    const { changes, replaces } = await this.instances.diff(id, olds, inputs);
    return { changes, replaces: [...replaces], deleteBeforeReplace: true };
  }

  async create(news: Properties): Promise<pulumi.dynamic.CreateResult<Properties>> {
    const { id, properties } = await this.instances.create(news).catch((error) => this.fail(error, news));
    return { id, outs: this.marked(properties) };
  }

  async read(id: pulumi.ID, props: Properties = {}): Promise<pulumi.dynamic.ReadResult<Properties>> {
    const found = await this.instances.read(id, props);
    if (found === undefined) return {};
    const { properties, inputs } = found;
    return { id, props: this.marked(properties), ...(inputs === undefined ? {} : { inputs: this.marked(inputs) }) };
  }

  async update(id: pulumi.ID, olds: Properties, news: Properties): Promise<pulumi.dynamic.UpdateResult<Properties>> {
    const properties = await this.instances.update(id, olds, news).catch((error) => this.fail(error, news));
    return { outs: this.marked(properties) };
  }

  delete(id: pulumi.ID, props: Properties): Promise<void> {
    return this.instances.delete(id, props);
  }

  /**
   * The engine itself marks a secret only where the inputs of the same call have one at the same path, which a failed
   * update, a read, or a `transforms` callback may not.
   */
  private marked(properties: Properties): Properties {
    return markSecrets(properties, secretPaths(properties, this.element), wireSecret);
  }

  /** Passes a partial failure to the engine as the stock plugin expects it: on the error itself. */
  private fail(error: unknown, inputs: Properties): never {
    if (error instanceof SafeError && error.partial !== undefined) {
      const { id, properties, reasons } = error.partial;
      const former = formerPaths(properties, inputs, this.element);
      // Without `__provider` the engine could never delete what was created. Not enumerable, since it holds secrets.
      Object.defineProperties(error, {
        id: { value: id },
        properties: {
          value: { ...markSecrets(this.marked(properties), former, wireSecret), __provider: inputs["__provider"] },
        },
        reasons: { value: reasons },
      });
    }
    throw error;
  }
}

/** A secret as the engine and the stock plugin write it among plain properties (pkg/resource/plugin/rpc.go). */
function wireSecret(value: unknown): Properties {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}
