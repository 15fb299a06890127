import type { Simulator } from "act365-simulator";
import { DynamicProvider } from "../../provider/src/dynamic/dynamicProvider";
import { ACT_365 } from "../../provider/src/elements/actessentials";
import type { Sources } from "../../provider/src/operations/settings";
import { SharedState } from "../../provider/src/operations/sharedState";
import type { Clock } from "../../provider/src/util/clock";
import { observe } from "../support/canary";
import { configurationFor } from "../support/platform";
import { PROVIDER_TEXT, type Properties, received } from "../support/plugin";
import type { Host } from "./providerUnderTest";
import type { Sender } from "./slowTransport";

/** What the provider of one process works with, besides the platform. */
export interface Surroundings {
  readonly clock: Clock;
  /** Stands between the provider and the network. */
  readonly between: (transport: Sender) => Sender;
  /** Whether responses may show secrets in names or tags, where nobody could know them: then only the marks tell. */
  readonly echoes?: boolean;
}

/**
 * The provider without the plugin's process, which the stock process covers, on a clock of the test's. What it returns is
 * what the engine would receive.
 */
export function inProcess(simulator: Pick<Simulator, "url" | "organizations">, surroundings: Surroundings): Host {
  const provider = new DynamicProvider(ACT_365, new Shared(surroundings), (line) => observe("the log", line));
  const configuration = configurationFor(simulator);
  provider.configure({ config: { get: (key) => configuration[key] as string, require: String } });
  // The stock process adds what finds the provider again.
  const withProvider = (properties: Properties = {}) =>
    received({ ...properties, __provider: PROVIDER_TEXT }, surroundings.echoes !== true);
  return {
    check: async (olds, news) => {
      const { inputs = {}, failures = [] } = await provider.check(olds, news);
      return { inputs: received(inputs, failures.length === 0), failures };
    },
    diff: async (id, olds, news) => {
      const { changes, replaces = [] } = await provider.diff(id, olds, news);
      return { changes: changes === true ? "some" : "none", replaces, deleteBeforeReplace: true };
    },
    create: async (news) => {
      const { id, outs } = await provider.create(news);
      return { id, properties: withProvider(outs) };
    },
    read: async (id, known) => {
      const { id: found = "", props, inputs } = await provider.read(id, known);
      return { id: found, properties: withProvider(props), inputs: inputs && withProvider(inputs) };
    },
    update: async (id, olds, news) => withProvider((await provider.update(id, olds, news)).outs),
    delete: (id, known) => provider.delete(id, known),
  };
}

class Shared extends SharedState {
  constructor(private readonly surroundings: Surroundings) {
    super(surroundings.clock);
  }

  protected override newTransport(baseUrl: string, sources: Sources): Sender {
    return this.surroundings.between(super.newTransport(baseUrl, sources));
  }
}
