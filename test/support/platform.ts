import { type Simulator, type SimulatorOptions, startSimulator } from "act365-simulator";
import { canary, observe, rememberSecret } from "./canary";
import { afterTest } from "./cleanUp";
import type { Properties } from "./plugin";
import { PROVIDER_TEXT } from "./plugin";

/** Instances then count as old from the start: about young ones, the provider asks again for 15 seconds. */
const anHourAgo = () => new Date(Date.now() - 3_600_000);

/** A simulator whose secrets are canaries, the tokens that it gives out among them; it stops with the test, and its log of requests is scanned. */
export async function startPlatform(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({
    organizations: [organization("")],
    now: anHourAgo,
    ...options,
  });
  simulator.onCommit(() => {
    for (const { token } of simulator.instances()) rememberSecret("token", token);
  });
  afterTest(async () => {
    await simulator.stop();
    observe("the simulator's request log", JSON.stringify(simulator.requests));
  });
  return simulator;
}

/** An organization whose secrets are canaries. */
export function organization(label: string): { userSecret: string; organizationSecret: string } {
  return { userSecret: canary(`userSecret${label}`), organizationSecret: canary(`organizationSecret${label}`) };
}

/** Configuration of the provider for one of the simulator's organizations. */
export function configurationFor(simulator: Pick<Simulator, "url" | "organizations">, index = 0): Properties {
  const organization = simulator.organizations[index];
  if (organization === undefined) throw new Error(`the simulator has no organization ${index}`);
  const { userSecret, organizationSecret } = organization;
  return {
    "act365:baseUrl": simulator.url,
    "act365:userSecret": userSecret,
    "act365:organizationSecret": organizationSecret,
  };
}

/** Inputs as the constructor of Act365Instance would send them. */
export function declaration(inputs: Properties = {}): Properties {
  return {
    __provider: PROVIDER_TEXT,
    name: "crm",
    apiKey: canary("apiKey"),
    developerKey: canary("developerKey"),
    tags: ["sales"],
    enabled: true,
    verify: false,
    ownerTag: "pulumi:project/dev/crm:0123456789",
    ...inputs,
  };
}

/** The requests so far, as "VERB /path" without the query. */
export function requestsTo(simulator: Simulator): string[] {
  return simulator.requests.map(({ method, path }) => `${method} ${path.replace(/\?.*/, "")}`);
}
