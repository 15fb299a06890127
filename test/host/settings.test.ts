import { setTimeout } from "node:timers/promises";
import type { Simulator } from "act365-simulator";
import { canary, observe } from "../support/canary";
import { linkTo } from "../support/errorPage";
import { configurationFor, declaration, organization, startPlatform } from "../support/platform";
import type { Properties } from "../support/plugin";
import { secret } from "../support/secretForm";
import { startPlugin } from "./frontEnd";
import { failuresOfAllVerbs, setUp, totalFailureOf } from "./setUp";

/** A declaration whose creation is a single POST. */
function withoutOwnerTag(name: string): Properties {
  const { ownerTag: _, ...inputs } = declaration({ name });
  return inputs;
}

/** The credentials of the simulator's organization as environment variables. */
function environmentFor(simulator: Simulator): NodeJS.ProcessEnv {
  const { userSecret, organizationSecret } = simulator.organizations[0] ?? organization("");
  return {
    ACT365_USER_SECRET: userSecret,
    ACT365_ORGANIZATION_SECRET: organizationSecret,
    ACT365_BASE_URL: simulator.url,
  };
}

describe("the two secrets", () => {
  test("come from stack configuration, in clear or wrapped as the engine wraps secrets", async () => {
    const { simulator, plugin } = await setUp();
    await plugin.create(declaration());
    const { userSecret, organizationSecret } = simulator.organizations[0] ?? organization("");
    const wrapped = await startPlugin({
      "act365:baseUrl": simulator.url,
      "act365:userSecret": secret(userSecret),
      "act365:organizationSecret": secret(organizationSecret),
    });
    await wrapped.create(declaration({ ownerTag: "pulumi:project/dev/other:0123456789" }));
    expect(simulator.instances()).toHaveLength(2);
  });

  test("come from the environment where stack configuration has none, or an empty text", async () => {
    const simulator = await startPlatform();
    const plugin = await startPlugin({ "act365:userSecret": "" }, environmentFor(simulator));
    await plugin.create(declaration());
    expect(simulator.instances()).toHaveLength(1);
  });

  test("of stack configuration win over those of the environment", async () => {
    const { simulator, plugin } = await setUp({
      environment: { ACT365_USER_SECRET: canary("user"), ACT365_ORGANIZATION_SECRET: canary("organization") },
    });
    await plugin.create(declaration());
    expect(simulator.instances()).toHaveLength(1);
  });

  test("of which one is missing, or empty in the environment, say which one", async () => {
    const simulator = await startPlatform();
    const { ACT365_USER_SECRET } = environmentFor(simulator);
    const plugin = await startPlugin(
      { "act365:baseUrl": simulator.url },
      { ACT365_USER_SECRET, ACT365_ORGANIZATION_SECRET: "" },
    );
    expect(await totalFailureOf(plugin.create(declaration()))).toMatch(
      /^organizationSecret is missing; the environment variable ACT365_ORGANIZATION_SECRET is set, but empty\. Set it with/,
    );
    expect(simulator.requests).toEqual([]);
  });

  test("that the platform refuses are named with their sources", async () => {
    const simulator = await startPlatform();
    const { "act365:organizationSecret": organizationSecret } = configurationFor(simulator);
    const plugin = await startPlugin(
      { "act365:baseUrl": simulator.url, "act365:organizationSecret": organizationSecret },
      { ACT365_USER_SECRET: canary("user") },
    );
    const message = await totalFailureOf(plugin.create(declaration()));
    expect(message).toMatch(
      /^GET \/elements\/actessentials\/instances returned 401: Invalid Organization or User secret, or invalid Element token provided \(request id [0-9a-f]{24}\)\. /,
    );
    expect(message).toMatch(
      /Check the user secret \(from environment variable ACT365_USER_SECRET\) and the organization secret \(from stack configuration or provider input act365:organizationSecret\), and that both belong to the platform at /,
    );
    expect(message.endsWith(`${simulator.url}${linkTo("error-response")}`)).toBe(true);
  });

  test("may hold every character that the platform's own secrets hold", async () => {
    const secrets = {
      userSecret: canary("user", (core) => `+/${core}=`),
      organizationSecret: canary("organization", (core) => `${core}+/==`),
    };
    const { simulator, plugin } = await setUp({ platform: { organizations: [secrets] } });
    await plugin.create(declaration());
    expect(simulator.instances()).toHaveLength(1);
  });
});

describe("baseUrl", () => {
  test("may be a host alone, with or without slash and prefix, and stands in the state in one spelling", async () => {
    const simulator = await startPlatform();
    const host = `127.0.0.1:${simulator.port}`;
    const spellings = [host, `${host}/`, `http://${host}`, `http://${host}/elements/api-v2/`, ` HTTP://${host}//`];
    for (const [index, baseUrl] of spellings.entries()) {
      const plugin = await startPlugin({ ...configurationFor(simulator), "act365:baseUrl": baseUrl });
      const inputs = declaration({ ownerTag: `pulumi:project/dev/${index}:0123456789` });
      const { id, properties } = await plugin.create(inputs);
      expect([baseUrl, properties["baseUrl"]]).toEqual([baseUrl, simulator.url]);
      expect((await plugin.diff(id, properties, inputs)).replaces).toEqual([]);
      await plugin.stop();
    }
  });

  test("comes from the environment, unless stack configuration has one", async () => {
    const simulator = await startPlatform();
    const inputs = declaration();
    const state: Properties = { ...inputs, baseUrl: simulator.url };
    const fromEnvironment = await startPlugin({}, environmentFor(simulator));
    expect((await fromEnvironment.diff("1", state, inputs)).replaces).toEqual([]);
    const fromConfiguration = await startPlugin({ "act365:baseUrl": "api.example.com" }, environmentFor(simulator));
    expect(await totalFailureOf(fromConfiguration.diff("1", state, inputs))).toContain(
      `lives on ${simulator.url}, but the configured base URL is https://api.example.com/elements/api-v2 (stack configuration or`,
    );
  });

  test("is US production where nothing is set", async () => {
    const plugin = await startPlugin();
    const inputs = declaration();
    const state = { ...inputs, baseUrl: "https://api.cloud-elements.com/elements/api-v2" };
    expect(await plugin.diff("1", state, inputs)).toMatchObject({ changes: "none", replaces: [] });
  });

  const wrong: [string, RegExp][] = [
    ["http://api.example.com", /must begin with https:\/\/ \(http:\/\/ is for this machine only\), not http:\/\//],
    ["ftp://127.0.0.1", /must begin with https:\/\/ .*, not ftp:\/\//],
    ["http://127.0.0.1.example.com", /must begin with https:\/\//],
    ["not a host", /is neither a URL nor a host such as api\.cloud-elements\.com/],
    ["https://api.example.com/?a=b", /must not contain a query or a fragment/],
  ];
  test.each(wrong)("%s is refused each time, with its source", async (baseUrl, problem) => {
    const { "act365:baseUrl": _, ...secrets } = configurationFor(await startPlatform());
    const plugin = await startPlugin({ ...secrets, "act365:baseUrl": baseUrl });
    for (let tries = 0; tries < 2; tries += 1) {
      const message = await totalFailureOf(plugin.create(declaration()));
      expect(message).toMatch(/^baseUrl \(from stack configuration or provider input act365:baseUrl\): the base URL /);
      expect(message).toMatch(problem);
    }
  });

  test("with a user and password is refused without showing them", async () => {
    const password = canary("password");
    const plugin = await startPlugin({}, { ACT365_BASE_URL: `https://user:${password}@api.example.com` });
    const message = await totalFailureOf(plugin.create(declaration()));
    expect(message).toMatch(
      /^baseUrl \(from environment variable ACT365_BASE_URL\): .*must not contain a user name or password/,
    );
  });

  test("may be plain http on this machine, by each of its names", async () => {
    for (const host of ["localhost", "127.0.0.1", "[::1]"]) {
      const baseUrl = `http://${host}:1`;
      const plugin = await startPlugin({ "act365:baseUrl": baseUrl });
      const inputs = declaration();
      const state = { ...inputs, baseUrl: `${baseUrl}/elements/api-v2` };
      expect((await plugin.diff("1", state, inputs)).replaces).toEqual([]);
      await plugin.stop();
    }
  });
});

describe("maxConcurrentRequests", () => {
  /** Starts so many creations at once, and expects so many requests to be under way, and no more. */
  async function expectUnderWay(creations: number, configuration: Properties, expected: number): Promise<void> {
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { simulator, plugin } = await setUp({ configuration });
    simulator.faults.add({ call: "every", fault: { kind: "hold", until } });
    const created = Array.from({ length: creations }, (_, index) =>
      // Looks may share a list.
      plugin.create(withoutOwnerTag(`crm-${index}`)),
    );
    while (simulator.requests.length < expected) await setTimeout(50);
    // Time for one too many.
    await setTimeout(700);
    expect(simulator.requests).toHaveLength(expected);
    release();
    await Promise.all(created);
    expect(simulator.instances()).toHaveLength(creations);
  }

  test("bounds the requests under way at once", async () => {
    await expectUnderWay(8, { "act365:maxConcurrentRequests": "3" }, 3);
  });

  test("is 16 unless set", async () => {
    await expectUnderWay(24, {}, 16);
  });

  test("that is no number is refused, with its source", async () => {
    for (const value of ["0", "many", "1.5"]) {
      const { simulator, plugin } = await setUp({ configuration: { "act365:maxConcurrentRequests": value } });
      expect(await totalFailureOf(plugin.create(declaration()))).toBe(
        "maxConcurrentRequests (from stack configuration or provider input act365:maxConcurrentRequests) must be a whole number, at least 1" +
          linkTo("settings"),
      );
      expect(simulator.requests).toEqual([]);
    }
  });
});

test("no error shows a value of the configuration, whatever is wrong with it", async () => {
  const plugin = await startPlugin({
    "act365:baseUrl": canary("baseUrl", (core) => `https://user:${core}@`),
    "act365:userSecret": canary("user", (core) => `${core} ${core}`),
    "act365:maxConcurrentRequests": "x",
  });
  const { failures } = await plugin.check({}, declaration());
  observe("check failures", JSON.stringify(failures));
  await failuresOfAllVerbs(plugin);
});
