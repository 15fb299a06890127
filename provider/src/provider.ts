import type * as pulumi from "@pulumi/pulumi";
import { errorForEngine, logger, plain } from "./boundary";
import { Connections } from "./connection";
import { check } from "./lifecycle/check";
import { configuredBaseUrl, recordedBaseUrl, type Sources } from "./lifecycle/configure";
import type { Context } from "./lifecycle/context";
import { create } from "./lifecycle/create";
import { deleteInstance } from "./lifecycle/delete";
import { diff } from "./lifecycle/diff";
import { type Properties, parseInputs, parseState, unknownNames } from "./lifecycle/parse";
import { read } from "./lifecycle/read";
import { inputsOf } from "./lifecycle/state";
import type { InstanceInputs, InstanceState } from "./lifecycle/types";
import { update } from "./lifecycle/update";
import { Redactor } from "./platform/redaction";
import { rememberSecrets } from "./secrets";

/**
 * Adapts the lifecycle of an Act! 365 instance to Pulumi's dynamic providers. The stock plugin makes one for each
 * process, that is for each explicit provider.
 */
class InstanceProvider implements pulumi.dynamic.ResourceProvider<Properties, Properties> {
  private readonly redactor = new Redactor();
  private readonly connections = new Connections(this.redactor);
  private sources: Sources = { configuration: () => undefined, environment: process.env };

  /**
   * Only keeps the configuration: the plugin hands the provider out before this has ended, and if it failed, the next
   * call would get an unconfigured one. So credentials are looked at by each operation.
   */
  configure(request: pulumi.dynamic.ConfigureRequest): Promise<void> {
    this.sources = { configuration: (key) => request.config.get(key), environment: process.env };
    return Promise.resolve();
  }

  check(_olds: Properties, news: Properties): Promise<pulumi.dynamic.CheckResult<Properties>> {
    return this.guard(news, async () => ({ inputs: { ...news }, failures: check(news) }));
  }

  diff(_id: pulumi.ID, olds: Properties, news: Properties): Promise<pulumi.dynamic.DiffResult> {
    return this.guard(news, async () => {
      const { __provider: _, ...inputs } = news;
      const baseUrl = configuredBaseUrl(this.sources);
      const { changes, replaces } = diff(parseState(olds), parseInputs(inputs), baseUrl, unknownNames(inputs));
      return { changes, replaces: [...replaces], deleteBeforeReplace: true };
    });
  }

  create(news: Properties): Promise<pulumi.dynamic.CreateResult<Properties>> {
    return this.guard(news, async () => {
      const inputs = parseInputs(news);
      const { id, state } = await create(inputs, this.open(inputs, undefined));
      return { id, outs: plain(state) };
    });
  }

  read(id: pulumi.ID, props: Properties = {}): Promise<pulumi.dynamic.ReadResult<Properties>> {
    return this.guard(props, async () => {
      const known = parseState(props);
      const state = await read(id, known, this.open(known, known.baseUrl));
      if (state === undefined) return {};
      // Of an instance that another program manages, nothing is an input (and the engine marks an input as secret only
      // where it was one before); of one whose update failed half-way, the engine keeps the inputs that it has.
      const inputs = state.developerKey === undefined ? {} : { inputs: plain(inputsOf(state)) };
      return { id, props: plain(state), ...inputs };
    });
  }

  update(id: pulumi.ID, olds: Properties, news: Properties): Promise<pulumi.dynamic.UpdateResult<Properties>> {
    return this.guard(news, async () => {
      const [state, inputs] = [parseState(olds), parseInputs(news)];
      rememberSecrets(state, this.redactor);
      return { outs: plain(await update(id, state, inputs, this.open(inputs, state.baseUrl))) };
    });
  }

  delete(id: pulumi.ID, props: Properties): Promise<void> {
    return this.guard(props, () => {
      const state = parseState(props);
      return deleteInstance(id, state, this.open(state, state.baseUrl));
    });
  }

  /** @param baseUrl the platform that the state recorded; a new instance is made on the configured one */
  private open(properties: InstanceInputs | InstanceState, baseUrl: string | undefined): Context {
    rememberSecrets(properties, this.redactor);
    const platform = baseUrl === undefined ? configuredBaseUrl(this.sources) : recordedBaseUrl(baseUrl);
    return this.connections.open(platform, this.sources, logger(this.redactor, properties.name));
  }

  private async guard<T>(properties: Properties, operation: () => Promise<T>): Promise<T> {
    try {
      return await operation();
    } catch (error) {
      throw errorForEngine(error, this.redactor, properties["__provider"]);
    }
  }
}

/**
 * What the `__provider` text in every state asks for, for ever: `require("pulumi-act365/provider").provider`.
 * Not for use in programs.
 */
export const provider: pulumi.dynamic.ResourceProvider<Properties, Properties> = new InstanceProvider();
