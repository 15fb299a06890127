import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SettingsError } from "../../../provider/src/lifecycle/model/errors";
import { Deadline, systemClock } from "../../../provider/src/platform/clock";
import { Redactor } from "../../../provider/src/platform/redaction";
import { Connections } from "../../../provider/src/session/openSession";
import type { Sources } from "../../../provider/src/session/settings";
import { canary, failureOf, thrownBy } from "../../support/canary";
import { configurationFor, organization, startPlatform } from "../../support/platform";
import type { Properties } from "../../support/plugin";

const ANY_URL = "http://127.0.0.1:9/elements/api-v2";

const from = (configuration: Properties): Sources => ({ configuration: (key) => configuration[key], environment: {} });
const soon = () => new Deadline(systemClock, 10_000);
const ignore = () => undefined;

function secrets(): Properties {
  return { "act365:userSecret": canary("userSecret"), "act365:organizationSecret": canary("organizationSecret") };
}

test("a connection is the platform, its base URL, the machine's clock and the log", () => {
  const log = () => undefined;
  const context = new Connections(new Redactor()).open(ANY_URL, from(secrets()), log);
  expect(context.baseUrl).toBe(ANY_URL);
  expect(context.clock).toBe(systemClock);
  expect(context.log).toBe(log);
});

test("its requests carry the configured credentials, and tell the package's name and version", async () => {
  const simulator = await startPlatform();
  const { platform } = new Connections(new Redactor()).open(simulator.url, from(configurationFor(simulator)), ignore);
  expect(await platform.organizationId(soon())).toBe(simulator.organizations[0]?.id);
  const manifest = JSON.parse(readFileSync(join(__dirname, "..", "..", "provider", "package.json"), "utf8"));
  expect(simulator.requests).toMatchObject([
    { method: "GET", path: "/organizations/me", headers: { "user-agent": `pulumi-act365/${manifest.version}` } },
  ]);
});

test("an element of another kind is not looked for: the platform is asked for Act! 365", async () => {
  const simulator = await startPlatform();
  const { platform } = new Connections(new Redactor()).open(simulator.url, from(configurationFor(simulator)), ignore);
  expect(await platform.findByTag("sales", soon())).toEqual([]);
  expect(simulator.requests[0]?.path).toBe("/elements/actessentials/instances?tags%5B%5D=sales");
});

test("credentials are read anew for each operation", async () => {
  const simulator = await startPlatform({ organizations: [organization("A"), organization("B")] });
  const configuration = configurationFor(simulator, 0);
  const connections = new Connections(new Redactor());
  const idOf = () => connections.open(simulator.url, from(configuration), ignore).platform.organizationId(soon());
  const first = await idOf();
  Object.assign(configuration, configurationFor(simulator, 1));
  expect([first, await idOf()]).toEqual(simulator.organizations.map(({ id }) => id));
});

test("missing credentials are an error of the operation", () => {
  const error = thrownBy(() => new Connections(new Redactor()).open(ANY_URL, from({}), ignore));
  expect(error).toBeInstanceOf(SettingsError);
  expect(error.message).toMatch(/^userSecret is missing/);
});

test("an unusable request limit is an error of the operation", () => {
  const configuration = { ...secrets(), "act365:maxConcurrentRequests": "0" };
  const error = thrownBy(() => new Connections(new Redactor()).open(ANY_URL, from(configuration), ignore));
  expect(error.message).toMatch(/^maxConcurrentRequests/);
});

test("from then on no text shows the credentials", () => {
  const redactor = new Redactor();
  const configuration = secrets();
  const { "act365:userSecret": user, "act365:organizationSecret": own } = configuration;
  new Connections(redactor).open(ANY_URL, from(configuration), ignore);
  expect(redactor.redact(`${user} and ${own}`)).toBe("[secret] and [secret]");
});

test("a refusal names the source of the credentials, and shows none of them", async () => {
  const simulator = await startPlatform();
  const configuration = { ...configurationFor(simulator), "act365:userSecret": canary("wrongUserSecret") };
  const { platform } = new Connections(new Redactor()).open(simulator.url, from(configuration), ignore);
  const { message } = await failureOf(platform.organizationId(soon()));
  expect(message).toContain("answered 401");
  expect(message).toContain("(from stack configuration or provider input act365:userSecret)");
});

test("what is tried again is logged", async () => {
  const simulator = await startPlatform();
  simulator.faults.add({ path: "/organizations/me", fault: { kind: "status", status: 429, retryAfter: 0 } });
  const lines: string[] = [];
  const connections = new Connections(new Redactor());
  const { platform } = connections.open(simulator.url, from(configurationFor(simulator)), (line) => lines.push(line));
  await platform.organizationId(soon());
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/answered 429.*try 2 of 5/);
});

describe("the request limit", () => {
  /** The most requests under way at once, of several operations at the same time. */
  async function mostAtOnce(limit: string | undefined, operations: number, platforms = 1): Promise<number> {
    let under = 0;
    let most = 0;
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    const connections = new Connections(new Redactor());
    const simulators = await Promise.all(Array.from({ length: platforms }, () => startPlatform()));
    for (const simulator of simulators) {
      simulator.faults.add({ call: "every", fault: { kind: "hold", until } });
      simulator.onRequest(() => {
        under += 1;
        most = Math.max(most, under);
        if (under === (limit === undefined ? operations : Number(limit) * platforms)) release();
      });
    }
    const all = simulators.flatMap((simulator) =>
      Array.from({ length: operations }, async () => {
        const sources = from({ ...configurationFor(simulator), "act365:maxConcurrentRequests": limit });
        await connections.open(simulator.url, sources, ignore).platform.organizationId(soon());
        under -= 1;
      }),
    );
    await Promise.all(all);
    return most;
  }

  test("holds for all operations on one platform together", async () => {
    expect(await mostAtOnce("2", 6)).toBe(2);
  });

  test("is more than one by default", async () => {
    expect(await mostAtOnce(undefined, 6)).toBe(6);
  });

  test("is each platform's own", async () => {
    expect(await mostAtOnce("1", 3, 2)).toBe(2);
  });
});
