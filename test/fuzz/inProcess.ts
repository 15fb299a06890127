import type { Simulator } from "act365-simulator";
import { ACT_365 } from "../../provider/src/elements/actessentials";
import { ProcessState } from "../../provider/src/operations/openSession";
import { Instances } from "../../provider/src/operations/operations";
import type { Sources } from "../../provider/src/operations/settings";
import type { Clock } from "../../provider/src/util/clock";
import { observe } from "../support/canary";
import { configurationFor } from "../support/platform";
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
 * The provider without the plugin's process: all of it but provider/src/provider.ts, which the stock process covers, on a
 * clock of the test's.
 */
export function inProcess(simulator: Pick<Simulator, "url" | "organizations">, surroundings: Surroundings): Host {
  const instances = new Instances(ACT_365, new Process(surroundings));
  const configuration = configurationFor(simulator);
  instances.sources = { configuration: (key) => configuration[key], environment: {} };
  return {
    check: async (_olds, news) => ({ ...(await instances.check(news)) }),
    diff: async (id, olds, news) => {
      const { changes, replaces } = await instances.diff(id, olds, news);
      return { changes: changes ? "some" : "none", replaces: [...replaces], deleteBeforeReplace: true };
    },
    create: (news) => instances.create(news),
    read: async (id, known) => {
      const found = await instances.read(id, known);
      if (found === undefined) return { id: "", properties: {}, inputs: undefined };
      return { id, properties: found.properties, inputs: found.inputs };
    },
    update: async (id, olds, news): Promise<Properties> => instances.update(id, olds, news),
    delete: (id, known) => instances.delete(id, known),
  };
}

class Process extends ProcessState {
  constructor(private readonly surroundings: Surroundings) {
    super(surroundings.clock);
  }

  override print(line: string): void {
    observe("the log", line);
  }

  protected override newTransport(baseUrl: string, sources: Sources): Sender {
    return this.surroundings.between(super.newTransport(baseUrl, sources));
  }
}
