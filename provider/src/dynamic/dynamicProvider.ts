import type * as pulumi from "@pulumi/pulumi";
import type { ElementDefinition } from "../elements/definition";
import { parseOwnerTag } from "../lifecycle/model/ownerTag";
import type { Properties } from "../lifecycle/model/properties";
import { formerPaths, markSecrets, secretPaths } from "../lifecycle/model/secretPaths";
import type { Call, TimedVerb } from "../operations/call";
import { Operations } from "../operations/operations";
import { SafeError } from "../operations/safeError";
import type { Sources } from "../operations/settings";
import { SharedState } from "../operations/sharedState";
import { sameTimeouts, TIMEOUTS, timeoutOf, timeoutProblems, timeoutsOf } from "./timeouts";
import { backToWire, fromWire, wireSecret } from "./wire";

/**
 * Adapts the operations on instances of one element to Pulumi's dynamic providers. The stock plugin creates one for each
 * process, that is, for each explicit provider.
 */
export class DynamicProvider implements pulumi.dynamic.ResourceProvider<Properties, Properties> {
  private sources: Sources = { configuration: () => undefined, environment: process.env };
  private readonly operations: Operations;

  constructor(
    private readonly element: ElementDefinition,
    private readonly shared = new SharedState(),
    /** The engine shows stderr under the stack. */
    private readonly write: (line: string) => void = (line) => console.error(line),
  ) {
    this.operations = new Operations(() => this.sources, shared);
  }

  /**
   * Only keeps the configuration: the plugin uses the provider before this has ended, and if it failed, the next call
   * would get an unconfigured one. So each operation reads the settings itself.
   */
  configure(request: pulumi.dynamic.ConfigureRequest): Promise<void> {
    this.sources = { configuration: (key) => request.config.get(key), environment: process.env };
    return Promise.resolve();
  }

  async check(olds: Properties, news: Properties): Promise<pulumi.dynamic.CheckResult<Properties>> {
    const given = declared(news);
    const { inputs, failures } = await this.operations.check(this.call(given), declared(olds), given);
    const reasons = [...failures.map(({ reason }) => reason), ...timeoutProblems(news)];
    return {
      inputs: { ...backToWire(this.marked(inputs), news), ...timeoutsOf(news), __provider: news["__provider"] },
      // The engine prints the value of a property that a failure names, even if the program made it secret.
      failures: reasons.map((reason) => ({ property: "", reason })),
    };
  }

  async diff(id: pulumi.ID, olds: Properties, news: Properties): Promise<pulumi.dynamic.DiffResult> {
    const given = declared(news);
    const { changes, replaces } = await this.operations.diff(this.call(given), id, declared(olds), given);
    // Nothing to do on the platform. But delete and read know only the state's timeouts, and in a state that the plugin
    // wrote, the engine would not even find this provider.
    const stateLacks = !sameTimeouts(olds, news) || olds["__provider"] === undefined;
    return {
      changes: changes.length > 0 || stateLacks,
      replaces: [...replaces],
      deleteBeforeReplace: true,
    };
  }

  async create(news: Properties): Promise<pulumi.dynamic.CreateResult<Properties>> {
    const call = this.call(news, "create");
    const { id, properties } = await this.operations.create(call, declared(news)).catch((e) => this.fail(e, news));
    return { id, outs: { ...this.marked(properties), ...timeoutsOf(news) } };
  }

  async read(id: pulumi.ID, props: Properties = {}): Promise<pulumi.dynamic.ReadResult<Properties>> {
    const found = await this.operations.read(this.call(props, "read"), id, declared(props));
    if (found === undefined) return {};
    const timeouts = timeoutsOf(props);
    const { properties, inputs } = found;
    const read = { id, props: { ...this.marked(properties), ...timeouts } };
    return inputs === undefined ? read : { ...read, inputs: { ...this.marked(inputs), ...timeouts } };
  }

  async update(id: pulumi.ID, olds: Properties, news: Properties): Promise<pulumi.dynamic.UpdateResult<Properties>> {
    const call = this.call(news, "update");
    const updated = this.operations.update(call, id, declared(olds), declared(news));
    const properties = await updated.catch((error) => this.fail(error, news));
    return { outs: { ...this.marked(properties), ...timeoutsOf(news) } };
  }

  delete(id: pulumi.ID, props: Properties): Promise<void> {
    return this.operations.delete(this.call(props, "delete"), id, declared(props));
  }

  /** @param properties the resource's inputs or state */
  private call(properties: Properties, verb?: TimedVerb): Call {
    const { ownerTag, declaredBy, name } = properties;
    return {
      // Without either, as in states of 0.1.0 without owner tags, the name must do.
      declaration: String(ownerTag ?? declaredBy ?? name),
      element: this.element,
      timeout: verb && timeoutOf(verb, properties),
      timeoutOption: TIMEOUTS,
      log: (line) => this.print(properties, line),
    };
  }

  /** The lines of all resources come together, so each starts with a name. */
  private print({ ownerTag, name }: Properties, line: string): void {
    // The resource's name if known, since a program may have made the instance's name secret.
    const resource = parseOwnerTag(typeof ownerTag === "string" ? ownerTag : "")?.resource;
    const label = resource ?? (typeof name === "string" ? name : "instance");
    this.write(`act365: ${this.shared.redactor.quote(label, 300)}: ${line}`);
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
      const kept = { ...markSecrets(this.marked(properties), former, wireSecret), ...timeoutsOf(inputs) };
      // Without `__provider` the engine could never delete what was created. Not enumerable, since it holds secrets.
      Object.defineProperties(error, {
        id: { value: id },
        properties: { value: { ...kept, __provider: inputs["__provider"] } },
        reasons: { value: reasons },
      });
    }
    throw error;
  }
}

/** What the program declares, or the state of it, without what only this front end adds. */
function declared(properties: Properties): Properties {
  const { __provider, [TIMEOUTS]: _, ...others } = properties;
  return fromWire(others);
}
