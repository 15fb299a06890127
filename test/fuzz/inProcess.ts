import type { Simulator } from "act365-simulator";
import { check } from "../../provider/src/lifecycle/check";
import { create } from "../../provider/src/lifecycle/create";
import { deleteInstance } from "../../provider/src/lifecycle/delete";
import { diff } from "../../provider/src/lifecycle/diff";
import { parseInputs, parseState } from "../../provider/src/lifecycle/model/properties";
import type { Context } from "../../provider/src/lifecycle/model/session";
import { inputsOf } from "../../provider/src/lifecycle/model/state";
import { read } from "../../provider/src/lifecycle/read";
import { update } from "../../provider/src/lifecycle/update";
import { ACT_365 } from "../../provider/src/platform/actessentials";
import { PlatformClient } from "../../provider/src/platform/client";
import type { Clock } from "../../provider/src/platform/clock";
import { Redactor } from "../../provider/src/platform/redaction";
import { Transport } from "../../provider/src/platform/transport";
import { errorForEngine, plain } from "../../provider/src/session/safeError";
import { rememberSecrets } from "../../provider/src/session/secrets";
import { observe } from "../support/canary";
import type { Properties } from "../support/plugin";
import type { Sender } from "./slowTransport";
import type { Host } from "./stage";

/** What the provider of one process works with, besides the platform. */
export interface Surroundings {
  readonly clock: Clock;
  /** Stands between the provider and the network. */
  readonly between: (transport: Sender) => Sender;
}

/**
 * The provider without the plugin's process: the lifecycle and the real HTTP client, on a clock of the test's. Adapts as
 * provider/src/provider.ts does, which the stock process covers.
 */
export function inProcess(simulator: Pick<Simulator, "url" | "organizations">, { clock, between }: Surroundings): Host {
  const redactor = new Redactor();
  const baseUrl = simulator.url;
  const [organization] = simulator.organizations;
  if (organization === undefined) throw new Error("no organization");
  const { userSecret, organizationSecret } = organization;
  redactor.add(userSecret, organizationSecret);
  const credentials = { userSecret, organizationSecret, userSecretSource: "here", organizationSecretSource: "there" };
  const log = (line: string) => observe("the log", redactor.quote(line, 1_000));
  const transport = between(
    new Transport(baseUrl, { maxConcurrentRequests: 16, clock, redactor, userAgent: "pulumi-act365/0" }),
  );
  const platform = new PlatformClient(ACT_365, transport, { baseUrl, credentials, clock, redactor, log });
  const context: Context = { platform, baseUrl, clock, log };
  const guard = async <T>(properties: Properties, operation: () => Promise<T>): Promise<T> => {
    try {
      rememberSecrets(parseState(properties), redactor);
      return await operation();
    } catch (error) {
      throw errorForEngine(error, redactor, properties["__provider"]);
    }
  };
  return {
    check: async (_olds, news) => ({ inputs: { ...news }, failures: check(news) }),
    diff: (_id, olds, news) =>
      guard(news, async () => {
        const { changes, replaces } = diff(parseState(olds), parseInputs(news), baseUrl);
        return { changes: changes ? "some" : "none", replaces: [...replaces], deleteBeforeReplace: true };
      }),
    create: (news) =>
      guard(news, async () => {
        const { id, state } = await create(parseInputs(news), context);
        return { id, properties: wired(state, news) };
      }),
    read: (id, known) =>
      guard(known, async () => {
        const state = await read(id, parseState(known), context);
        if (state === undefined) return { id: "", properties: {}, inputs: undefined };
        const inputs = state.developerKey === undefined ? undefined : wired(inputsOf(state), known);
        return { id, properties: wired(state, known), inputs };
      }),
    update: (id, olds, news) =>
      guard(news, async () => {
        rememberSecrets(parseState(olds), redactor);
        return wired(await update(id, parseState(olds), parseInputs(news), context), news);
      }),
    delete: (id, known) => guard(known, () => deleteInstance(id, parseState(known), context)),
  };
}

/** As the stock plugin passes properties on: it refuses undefined values, and adds `__provider`. */
function wired(state: object, properties: Properties): Properties {
  return { ...plain(state), __provider: properties["__provider"] };
}
