import type * as pulumi from "@pulumi/pulumi";
import type { Properties } from "./lifecycle/model/properties";
import type { ElementDefinition } from "./platform/elementDefinition";
import { Instances } from "./session/instances";
import { SafeError } from "./session/safeError";

/**
 * Adapts the verbs on instances of one element to Pulumi's dynamic providers. The stock plugin creates one for each
 * process, that is, for each explicit provider.
 */
export class DynamicProvider implements pulumi.dynamic.ResourceProvider<Properties, Properties> {
  private readonly instances: Instances;

  constructor(element: ElementDefinition) {
    this.instances = new Instances(element);
  }

  /**
   * Only keeps the configuration: the plugin uses the provider before this has ended, and if it failed, the next call
   * would get an unconfigured one. So each operation reads the settings itself.
   */
  configure(request: pulumi.dynamic.ConfigureRequest): Promise<void> {
    this.instances.sources = { configuration: (key) => request.config.get(key), environment: process.env };
    return Promise.resolve();
  }

  check(olds: Properties, news: Properties): Promise<pulumi.dynamic.CheckResult<Properties>> {
    return this.instances.check(news, olds);
  }

  async diff(id: pulumi.ID, olds: Properties, news: Properties): Promise<pulumi.dynamic.DiffResult> {
    const { __provider: _, ...inputs } = news;
    const { changes, replaces } = await this.instances.diff(id, olds, inputs);
    return { changes, replaces: [...replaces], deleteBeforeReplace: true };
  }

  async create(news: Properties): Promise<pulumi.dynamic.CreateResult<Properties>> {
    const { id, properties } = await this.instances.create(news).catch(failure(news));
    return { id, outs: properties };
  }

  async read(id: pulumi.ID, props: Properties = {}): Promise<pulumi.dynamic.ReadResult<Properties>> {
    const found = await this.instances.read(id, props);
    if (found === undefined) return {};
    const { properties, inputs } = found;
    return { id, props: properties, ...(inputs === undefined ? {} : { inputs }) };
  }

  async update(id: pulumi.ID, olds: Properties, news: Properties): Promise<pulumi.dynamic.UpdateResult<Properties>> {
    return { outs: await this.instances.update(id, olds, news).catch(failure(news)) };
  }

  delete(id: pulumi.ID, props: Properties): Promise<void> {
    return this.instances.delete(id, props);
  }
}

/** Passes a partial failure to the engine as the stock plugin expects it: on the error itself. */
function failure({ __provider }: Properties): (error: unknown) => never {
  return (error) => {
    if (error instanceof SafeError && error.partial !== undefined) {
      const { id, properties, reasons } = error.partial;
      // Without `__provider` the engine could never delete what was created. Not enumerable, since it holds secrets.
      Object.defineProperties(error, {
        id: { value: id },
        properties: { value: { ...properties, __provider } },
        reasons: { value: reasons },
      });
    }
    throw error;
  };
}
