import type { Simulator, StoredInstance } from "act365-simulator";
import type { Clock } from "../../provider/src/util/clock";
import { canary } from "../support/canary";
import { declaration, startPlatform } from "../support/platform";
import type { Properties } from "../support/plugin";
import { seeded } from "../support/seeded";
import { Gateway, type Target } from "./gateway";
import { inProcess } from "./inProcess";
import type { OddResponse, Placeholders } from "./oddResponse";
import type { Host } from "./providerUnderTest";

export const OWNER_TAG = "pulumi:project/dev/crm:0123456789";

/** For whole operations: nobody waits longer for a response that never ends. */
const SHORT = { create: "500ms", read: "500ms", update: "500ms", delete: "500ms" };

/** A platform behind a gateway, and a provider before it. */
export class GatewaySetup {
  readonly inputs = declaration({
    customTimeouts: SHORT,
    configuration: { "bulk.relations": "x", "instance.variables": canary("variables") },
  });
  /** The provider, of the process that runs at present. */
  host: Host;

  private constructor(
    readonly simulator: Simulator,
    readonly gateway: Gateway,
    private readonly url: string,
  ) {
    this.host = this.newProcess();
  }

  /** @param young whether the platform's clock is right, so that what is created just now counts as young */
  static async open(young = false): Promise<GatewaySetup> {
    const simulator = await startPlatform({ random: seeded(3), ...(young ? { now: () => new Date() } : {}) });
    const gateway = new Gateway(simulator.port);
    const url = simulator.url.replace(String(simulator.port), String(await gateway.start()));
    return new GatewaySetup(simulator, gateway, url);
  }

  /** The next pulumi command, which has a process of its own: it holds no instance yet. */
  restart(): void {
    this.host = this.newProcess();
  }

  private newProcess(): Host {
    const { url } = this;
    const { organizations } = this.simulator;
    return inProcess(
      { url, organizations },
      { clock: new ImpatientClock(), between: (transport) => transport, echoes: true },
    );
  }

  arm(target: Target, odd: OddResponse): void {
    this.gateway.arm(target, odd, () => this.placeholders());
  }

  placeholders(): Placeholders {
    const [instance] = this.simulator.instances();
    return {
      ID: String(instance?.id ?? 0),
      TOKEN: instance?.token ?? "",
      OWNER_TAG,
      API_KEY: String(this.inputs["apiKey"]),
      USER_SECRET: this.simulator.organizations[0]?.userSecret ?? "",
    };
  }

  /** The one instance; none, or several, is an error. */
  theOne(): StoredInstance {
    const [instance, ...others] = this.simulator.instances();
    if (instance === undefined || others.length > 0) throw new Error(`${this.simulator.instances().length} instances`);
    return instance;
  }

  /** Creates an instance as it should be, with time enough. */
  async create(more: Properties = {}): Promise<Properties> {
    const { properties } = await this.host.create({ ...this.inputs, ...more, customTimeouts: { create: "60s" } });
    return { ...properties, customTimeouts: SHORT };
  }

  /** After the odd response, all goes well again: the instance is there once, and can be deleted. */
  async recover(state: Properties | undefined): Promise<void> {
    this.gateway.disarm();
    const inputs = { ...this.inputs, customTimeouts: undefined };
    const id = state?.["instanceId"];
    const outs =
      typeof id === "string"
        ? await this.host.update(id, state ?? {}, inputs)
        : (await this.host.create(inputs)).properties;
    expect(String(this.theOne().id)).toBe(outs["instanceId"]);
    this.restart();
    await this.host.delete(String(outs["instanceId"]), outs);
    expect(this.simulator.instances()).toEqual([]);
  }
}

/** The machine's clock, but nobody waits on it. */
class ImpatientClock implements Clock {
  readonly random = seeded(4);
  private skipped = 0;

  now(): number {
    return Date.now() + this.skipped;
  }

  async sleep(ms: number): Promise<void> {
    this.skipped += ms;
  }
}
