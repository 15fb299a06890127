import { assumingCredentials, refuseMissing } from "../lifecycle/changing/missingInputs";
import { secretDifferences } from "../lifecycle/changing/secretDifferences";
import { check } from "../lifecycle/check";
import type { Failure } from "../lifecycle/checking/failure";
import { create } from "../lifecycle/create";
import { deleteInstance } from "../lifecycle/delete";
import { type ConfiguredPlatform, type Diff, diff, movesTo } from "../lifecycle/diff";
import { declarationOf } from "../lifecycle/model/heldInstances";
import { parseOwnerTag } from "../lifecycle/model/ownerTag";
import {
  type InstanceInputs,
  type InstanceState,
  inputsOf,
  type Properties,
  parseInputs,
  parseState,
  plainProperties,
  unknownNames,
  withDefaults,
} from "../lifecycle/model/properties";
import type { Session } from "../lifecycle/model/session";
import type { TimedVerb } from "../lifecycle/model/values";
import { read } from "../lifecycle/read";
import { update } from "../lifecycle/update";
import type { ElementDefinition } from "../platform/elementDefinition";
import { openSession, ProcessState } from "./openSession";
import { safeError } from "./safeError";
import { rememberSecrets } from "./secrets";
import { baseUrlOf, configuredPlatform, type Sources } from "./settings";

/** What a read found. */
export interface Found {
  readonly properties: Properties;
  /** undefined if the engine must keep its current inputs. */
  readonly inputs: Properties | undefined;
}

/**
 * The verbs on instances of one element, on plain records: what every front end calls, whatever protocol it speaks.
 * Each method throws only SafeErrors.
 */
export class Instances {
  /** Where settings come from. Replaced when the front end is configured. */
  sources: Sources = { configuration: () => undefined, environment: process.env };

  /** Whether a program is running: the engine checks each resource that it declares. */
  private declares = false;

  /**
   * Declarations that were checked, but neither diffed nor created yet. While there is one, a deletion belongs to a
   * replacement for which the engine asks for no diff, such as one by `--replace` or `replaceWith`: what the program
   * no longer declares is deleted only in the end.
   */
  private readonly undiffed = new Set<string>();

  constructor(
    private readonly element: ElementDefinition,
    private readonly state = new ProcessState(),
  ) {}

  /**
   * The inputs with their defaults, and what is wrong with them. Sends no request.
   * @param olds the inputs of the existing resource; none if it is new
   */
  check(news: Properties, olds: Properties = {}): Promise<{ inputs: Properties; failures: Failure[] }> {
    return this.safely(async () => {
      this.declares = true;
      const inputs = withDefaults(news);
      this.undiffed.add(declarationOf(parseInputs(inputs, this.element)).identity);
      return { inputs, failures: check(inputs, this.element, olds) };
    });
  }

  /** Sends no request. */
  diff(id: string, olds: Properties, news: Properties): Promise<Diff> {
    return this.safely(async () => {
      const [state, inputs] = [parseState(olds, this.element), parseInputs(news, this.element)];
      const [baseUrl, unknown] = [baseUrlOf(state.baseUrl, this.sources), unknownNames(news)];
      const held = this.state.held(baseUrl);
      // Only an up or its preview can move an instance. A refresh diffs what it has read, and a destroy diffs what depends
      // on the resources that it is to delete, with unknown inputs.
      const isDestroy = unknown.length > 0 && !this.declares;
      const ofUp = !held.isRefreshing(id) && !isDestroy && state.external !== true;
      const configured = ofUp ? configuredPlatform(this.sources) : undefined;
      const result = diff({ ...state, baseUrl }, inputs, { id, element: this.element, configured, unknown });
      this.undiffed.delete(declarationOf(inputs).identity);
      const replaced = result.replaces.length > 0;
      if (configured !== undefined && replaced) this.warnOfMove(id, baseUrl, configured, inputs);
      const stays = !replaced && unknown.length === 0;
      if (stays && ofUp) refuseMissing(id, assumingCredentials(state, inputs), inputs, this.element);
      const other = held.seenByDiff(id, inputs, stays);
      if (other !== undefined) this.warnOfShared(id, other, inputs);
      const secrets = result.changes ? secretDifferences(olds, news, this.element) : undefined;
      if (secrets !== undefined) this.say(inputs, secrets);
      return result;
    });
  }

  create(news: Properties): Promise<{ id: string; properties: Properties }> {
    return this.safely(async () => {
      const inputs = parseInputs(news, this.element);
      this.undiffed.delete(declarationOf(inputs).identity);
      const { id, state } = await create(inputs, this.open("create", inputs, undefined));
      return { id, properties: plainProperties(state) };
    });
  }

  /** @returns undefined if the instance was deleted */
  read(id: string, props: Properties): Promise<Found | undefined> {
    return this.safely(async () => {
      const known = parseState(props, this.element);
      const state = await read(id, known, this.open("read", known, known.baseUrl));
      if (state === undefined) return undefined;
      // An instance that another program manages has no inputs.
      const managed = state.external !== true;
      return { properties: plainProperties(state), inputs: managed ? inputsOf(state) : undefined };
    });
  }

  update(id: string, olds: Properties, news: Properties): Promise<Properties> {
    return this.safely(async () => {
      const [state, inputs] = [parseState(olds, this.element), parseInputs(news, this.element)];
      rememberSecrets(state, this.element, this.state.redactor);
      return plainProperties(await update(id, state, inputs, this.open("update", inputs, state.baseUrl)));
    });
  }

  delete(id: string, props: Properties): Promise<void> {
    return this.safely(() => {
      const state = parseState(props, this.element);
      this.refuseForgottenMove(id, state);
      return deleteInstance(id, state, this.open("delete", state, state.baseUrl));
    });
  }

  /** What a diff would have refused. @throws BaseUrlChangedError */
  private refuseForgottenMove(id: string, state: InstanceState): void {
    if (this.undiffed.size > 0) movesTo(configuredPlatform(this.sources), id, state.baseUrl);
  }

  /** @param recordedBaseUrl the platform recorded in the state; a new instance is created on the configured one */
  private open(verb: TimedVerb, values: InstanceInputs | InstanceState, recordedBaseUrl: string | undefined): Session {
    rememberSecrets(values, this.element, this.state.redactor);
    const { sources, element } = this;
    const log = (line: string) => this.print(values, line);
    return openSession({ sources, element, verb, timeouts: values.customTimeouts, recordedBaseUrl, log }, this.state);
  }

  /** Create refuses an instance that is held, but it may come before the diff that makes an older resource hold it. */
  private warnOfShared(id: string, other: string, inputs: InstanceInputs): void {
    this.warn(
      inputs,
      `instance ${id} is also managed by another resource of this program (${other}): each changes it for both. ` +
        "Remove one of the two from the program; the instance stays",
    );
  }

  private warnOfMove(id: string, from: string, to: ConfiguredPlatform, inputs: InstanceInputs): void {
    this.warn(
      inputs,
      `instance ${id} will be deleted on ${from}, and a new one created on ${to.baseUrl} (${to.source}), since ` +
        "allowBaseUrlChange is true",
    );
  }

  /** @param text may hold secrets of the inputs */
  private warn(inputs: InstanceInputs, text: string): void {
    this.say(inputs, `warning: ${text}`);
  }

  /** @param line may hold secrets of the inputs */
  private say(inputs: InstanceInputs, line: string): void {
    rememberSecrets(inputs, this.element, this.state.redactor);
    this.print(inputs, this.state.redactor.sentence(line, 1_000));
  }

  /** @param line redacted */
  private print({ ownerTag, name }: InstanceInputs | InstanceState, line: string): void {
    // The engine mixes the lines of all resources, so each starts with a name: the resource's if known, since a program
    // may have made the instance's name secret.
    const resource = parseOwnerTag(ownerTag ?? "")?.resource ?? name ?? "instance";
    this.state.print(`act365: ${this.state.redactor.quote(resource, 300)}: ${line}`);
  }

  private async safely<T>(operation: () => Promise<T>): Promise<T> {
    try {
      return await operation();
    } catch (error) {
      throw safeError(error, this.state.redactor);
    }
  }
}
