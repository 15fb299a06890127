import { check } from "../lifecycle/check";
import type { Failure } from "../lifecycle/checking/failure";
import { create } from "../lifecycle/create";
import { deleteInstance } from "../lifecycle/delete";
import { type Diff, diff, movesTo } from "../lifecycle/diff";
import type { Declaration } from "../lifecycle/model/heldInstances";
import {
  type InstanceInputs,
  type InstanceState,
  inputsOf,
  type Properties,
  parseInputs,
  parseState,
  plainProperties,
  withDefaults,
} from "../lifecycle/model/properties";
import type { Session } from "../lifecycle/model/session";
import { read } from "../lifecycle/read";
import { update } from "../lifecycle/update";
import { type Call, DEFAULT_TIMEOUTS, type TimedVerb } from "./call";
import { openSession } from "./openSession";
import { safeError } from "./safeError";
import { rememberSecrets } from "./secrets";
import { baseUrlOf, configuredPlatform, type Sources } from "./settings";
import type { SharedState } from "./sharedState";

/** What a read found. */
export interface Found {
  readonly properties: Properties;
  /** undefined if the engine must keep its current inputs. */
  readonly inputs: Properties | undefined;
}

/**
 * The verbs on instances, on plain records: what every front end calls, whatever protocol it speaks. A value that is not
 * known yet is `UNKNOWN`. Each method throws only SafeErrors.
 */
export class Operations {
  /** @param sources where settings come from; read anew for each call */
  constructor(
    private readonly sources: () => Sources,
    private readonly shared: SharedState,
  ) {}

  /**
   * The inputs with their defaults, and what is wrong with them. Sends no request.
   * @param olds the inputs of the existing resource; none if it is new
   */
  check(call: Call, olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: readonly Failure[] }> {
    return this.safely(async () => {
      const inputs = withDefaults(news);
      this.shared.program.checked(declarationOf(call, parseInputs(inputs, call.element)));
      return { inputs, failures: check(inputs, call.element, olds) };
    });
  }

  /** Sends no request. @param olds the state @param news the inputs */
  diff(call: Call, id: string, olds: Properties, news: Properties): Promise<Diff> {
    return this.safely(async () => {
      const { element } = call;
      const [state, inputs] = [parseState(olds, element), parseInputs(news, element)];
      const declaration = declarationOf(call, inputs);
      const baseUrl = baseUrlOf(state.baseUrl, this.sources());
      rememberSecrets(inputs, element, this.shared.redactor);
      return diff(id, { ...state, baseUrl }, news, {
        element,
        declaration,
        program: this.shared.program,
        held: this.shared.held(baseUrl),
        configured: () => configuredPlatform(this.sources()),
        log: (line) => call.log(this.shared.redactor.sentence(line, 1_000)),
      });
    });
  }

  create(call: Call, news: Properties): Promise<{ id: string; properties: Properties }> {
    return this.safely(async () => {
      const inputs = parseInputs(news, call.element);
      this.shared.program.decided(declarationOf(call, inputs));
      const { id, state } = await create(inputs, this.open("create", call, inputs, undefined));
      return { id, properties: plainProperties(state) };
    });
  }

  /** @returns undefined if the instance was deleted */
  read(call: Call, id: string, props: Properties): Promise<Found | undefined> {
    return this.safely(async () => {
      const known = parseState(props, call.element);
      const state = await read(id, known, this.open("read", call, known, known.baseUrl));
      if (state === undefined) return undefined;
      // An instance that another program manages has no inputs.
      const managed = state.external !== true;
      return { properties: plainProperties(state), inputs: managed ? inputsOf(state) : undefined };
    });
  }

  update(call: Call, id: string, olds: Properties, news: Properties): Promise<Properties> {
    return this.safely(async () => {
      const [state, inputs] = [parseState(olds, call.element), parseInputs(news, call.element)];
      rememberSecrets(state, call.element, this.shared.redactor);
      return plainProperties(await update(id, state, inputs, this.open("update", call, inputs, state.baseUrl)));
    });
  }

  /**
   * @param deletesFirst whether this makes room for a replacement of the same declaration. Default: false; then an instance
   *   that the declaration holds stays, since the deletion is that of a leftover
   */
  delete(call: Call, id: string, props: Properties, deletesFirst = false): Promise<void> {
    return this.safely(async () => {
      const state = parseState(props, call.element);
      if (deletesFirst)
        this.shared.held(baseUrlOf(state.baseUrl, this.sources())).giveUp(id, declarationOf(call, state));
      // A diff would have refused to move it to another platform, but the engine asked for none.
      if (this.shared.program.replacesWithoutDiff) movesTo(configuredPlatform(this.sources()), id, state.baseUrl);
      await deleteInstance(id, state, this.open("delete", call, state, state.baseUrl));
    });
  }

  /** @param recordedBaseUrl the platform recorded in the state; a new instance is created on the configured one */
  private open(
    verb: TimedVerb,
    call: Call,
    values: InstanceInputs | InstanceState,
    recordedBaseUrl: string | undefined,
  ): Session {
    rememberSecrets(values, call.element, this.shared.redactor);
    const timeout = call.timeout ?? DEFAULT_TIMEOUTS[verb];
    const declaration = declarationOf(call, values);
    return openSession({ ...call, sources: this.sources(), timeout, declaration, recordedBaseUrl }, this.shared);
  }

  private async safely<T>(operation: () => Promise<T>): Promise<T> {
    try {
      return await operation();
    } catch (error) {
      throw safeError(error, this.shared.redactor);
    }
  }
}

function declarationOf({ declaration }: Call, { ownerTag, name }: InstanceInputs | InstanceState): Declaration {
  return { identity: declaration, shown: ownerTag ?? `named ${JSON.stringify(name)}` };
}
