import type { Simulator } from "act365-simulator";
import { ACT_365 } from "../../../provider/src/elements/actessentials";
import { PlatformClient } from "../../../provider/src/platform/client";
import { Transport } from "../../../provider/src/platform/http/transport";
import { SharedList } from "../../../provider/src/platform/sharedList";
import { Redactor } from "../../../provider/src/redaction/redactor";
import { Deadline } from "../../../provider/src/util/clock";
import { canary, observe } from "../../support/canary";
import { FakeClock } from "../../support/fakeClock";
import { startPlatform } from "../../support/platform";

/** A client whose waits take no time and whose log is scanned, of an organization whose secrets are canaries. */
export function clientOf(
  baseUrl: string,
  secrets = { userSecret: canary("userSecret"), organizationSecret: canary("organizationSecret") },
) {
  const clock = new FakeClock(0.5);
  const abort = new AbortController();
  const redactor = new Redactor();
  redactor.add(secrets.userSecret, secrets.organizationSecret);
  const lines: string[] = [];
  const log = (line: string) => {
    observe("the log", line);
    lines.push(line);
  };
  const { userSecret, organizationSecret } = secrets;
  const credentials = {
    userSecret,
    organizationSecret,
    userSecretSource: "a test",
    organizationSecretSource: "a test",
  };
  const transport = new Transport(baseUrl, { maxConcurrentRequests: 16, clock, redactor, userAgent: "test/1" });
  const { signal } = abort;
  const deadline = new Deadline(clock, 300_000, "customTimeouts");
  const list = new SharedList(clock);
  const settings = { element: ACT_365, baseUrl, credentials, clock, redactor, list, deadline, signal, log };
  const client = new PlatformClient(transport, settings);
  return { client, clock, redactor, lines, abort, sleeps: clock.sleeps, settings };
}

/** A client of the simulator's first organization. */
export function clientOfSimulator(simulator: Simulator) {
  return clientOf(simulator.url, simulator.organizations[0]);
}

/** A simulator with one instance that "others" made, and a client of it. */
export async function setUp() {
  const simulator = await startPlatform();
  const { id, token } = simulator.others.create({
    name: "crm",
    tags: ["sales"],
    configuration: { username: canary("apiKey"), password: canary("developerKey") },
  });
  return { simulator, id: String(id), token, ...clientOfSimulator(simulator) };
}

/** What a declaration sends. */
export const bodyOf = () => ({
  name: "crm",
  tags: ["sales", "pulumi:project/dev/crm:0123456789"],
  configuration: { username: canary("apiKey"), password: canary("developerKey") },
});
