import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent, request } from "undici";
import { Transport } from "../provider/src/platform/http/transport";
import { Redactor } from "../provider/src/redaction/redactor";
import { Deadline, systemClock } from "../provider/src/util/clock";

/** Requests of one round, and rounds of each kind, of which the median counts. */
const REQUESTS = 2_000;
const ROUNDS = 7;
const AUTHORIZATION = "User user-secret, Organization organization-secret";
const BODY = {
  element: { key: "actessentials" },
  name: "crm",
  tags: ["sales", "pulumi:project/dev/crm:0123456789"],
  configuration: { username: "api key", password: "developer key" },
};

/** What one request costs this process, in milliseconds. */
interface Cost {
  readonly wall: number;
  readonly cpu: number;
}

/** In a process of its own, so that its work does not count as the client's. */
function serve(): void {
  const instance = JSON.stringify({ id: 1, token: "token", ...BODY, valid: true, disabled: false });
  const server = createServer((incoming, response) => {
    incoming.resume();
    incoming.on("end", () => response.writeHead(200, { "content-type": "application/json" }).end(instance));
  });
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
}

async function cost(atOnce: number, send: () => Promise<unknown>): Promise<Cost> {
  const [cpu, wall] = [process.cpuUsage(), process.hrtime.bigint()];
  let left = REQUESTS;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await send();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const used = process.cpuUsage(cpu);
  return {
    wall: Number(process.hrtime.bigint() - wall) / 1e6 / REQUESTS,
    cpu: (used.user + used.system) / 1e3 / REQUESTS,
  };
}

function median(costs: readonly Cost[]): Cost {
  const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  return { wall: middle(costs.map(({ wall }) => wall)), cpu: middle(costs.map(({ cpu }) => cpu)) };
}

async function measure(): Promise<void> {
  const server = fork(__filename, ["serve"], { execArgv: process.execArgv });
  const [port] = await once(server, "message");
  const baseUrl = `http://127.0.0.1:${port}/elements/api-v2`;
  const settings = { maxConcurrentRequests: 16, clock: systemClock, redactor: new Redactor(), userAgent: "bench" };
  const transport = new Transport(baseUrl, settings);
  const [kept, fresh] = [new Agent(), new Agent({ pipelining: 0 })];
  const headers = { authorization: AUTHORIZATION, accept: "application/json", "content-type": "application/json" };
  const bare = async (method: "GET" | "POST", dispatcher: Agent) => {
    const body = method === "POST" ? JSON.stringify(BODY) : null;
    const response = await request(`${baseUrl}/instances`, { method, dispatcher, headers, body });
    return response.body.text();
  };
  const own = (verb: "GET" | "POST") => {
    const body = verb === "POST" ? { body: BODY } : {};
    const deadline = new Deadline(systemClock, 60_000);
    return transport.send({ verb, path: "/instances", authorization: AUTHORIZATION, ...body }, deadline);
  };
  const kinds = {
    "GET, undici": () => bare("GET", kept),
    "GET, transport": () => own("GET"),
    "POST, undici, kept connection": () => bare("POST", kept),
    "POST, undici, a connection each": () => bare("POST", fresh),
    "POST, transport": () => own("POST"),
  };
  for (const atOnce of [1, 8]) {
    const costs = new Map<string, Cost[]>();
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [kind, send] of Object.entries(kinds)) {
        const seen = await cost(atOnce, send);
        // The first round warms up.
        if (round > 0) costs.set(kind, [...(costs.get(kind) ?? []), seen]);
      }
    }
    for (const [kind, all] of costs) {
      const { wall, cpu } = median(all);
      process.stdout.write(
        `${atOnce} at once  ${kind.padEnd(33)} ${wall.toFixed(3)} ms a request, ${cpu.toFixed(3)} ms of CPU\n`,
      );
    }
  }
  server.kill();
  for (const agent of [kept, fresh]) await agent.close();
  process.exit();
}

if (process.argv[2] === "serve") serve();
else void measure();
