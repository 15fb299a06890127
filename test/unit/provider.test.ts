import type { Simulator } from "act365-simulator";
import { provider } from "../../provider/src/provider";
import { canary, failureOf, observe } from "../support/canary";
import { afterTest } from "../support/cleanUp";
import { configurationFor, declaration, organization, requestsTo, startPlatform } from "../support/platform";
import { PROVIDER_TEXT, type Properties } from "../support/plugin";
import { inClear } from "../support/secretForm";
import { UNKNOWN } from "../support/unknowns";

// The provider as the stock plugin calls it, with the plugin itself left out (test/host has that). What it returns comes
// without the marks of secrets, as the engine would send it back; test/host/secretsByPath.test.ts looks at the marks.
let { configure, check, diff, create, read, update, remove } = bound(provider);
let configuration: Properties = {};

function bound(on: typeof provider) {
  const { configure, check, diff, create, read, update, delete: remove } = on;
  if (!configure || !check || !diff || !read || !update || !remove) throw new Error("a method is missing");
  return {
    configure: (given: Properties) => {
      configuration = given;
      return configure.call(on, { config: { get: (key: string) => given[key] } } as never);
    },
    check: unmarked(check.bind(on)),
    diff: diff.bind(on),
    create: unmarked(create.bind(on)),
    read: unmarked(read.bind(on)),
    update: unmarked(update.bind(on)),
    remove: remove.bind(on),
  };
}

function unmarked<Given extends unknown[], Result>(verb: (...given: Given) => Promise<Result>) {
  return async (...given: Given): Promise<Result> => {
    try {
      return inClear(await verb(...given)) as Result;
    } catch (error) {
      const { properties } = error as Partial;
      if (properties !== undefined) Object.assign(properties, inClear(properties));
      throw error;
    }
  };
}

/** From now on the provider is that of another process, as after the end of one pulumi command: it holds no instance yet. */
async function inNewProcess(): Promise<void> {
  let fresh = provider;
  jest.isolateModules(() => {
    fresh = jest.requireActual<{ provider: typeof provider }>("../../provider/src/provider").provider;
  });
  ({ configure, check, diff, create, read, update, remove } = bound(fresh));
  await configure(configuration);
}

const ANY_URL = "https://platform.example/elements/api-v2";

let lines: string[];

beforeEach(() => {
  lines = [];
  const print = jest.spyOn(console, "error").mockImplementation((...parts) => {
    lines.push(parts.join(" "));
    observe("stderr", parts.join(" "));
  });
  afterTest(() => print.mockRestore());
  for (const name of ["ACT365_BASE_URL", "ACT365_USER_SECRET", "ACT365_ORGANIZATION_SECRET"])
    setEnvironment(name, undefined);
});

function setEnvironment(name: string, value: string | undefined): void {
  const before = process.env[name];
  afterTest(() => {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  });
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

async function configured(simulator?: Simulator): Promise<Simulator> {
  const platform = simulator ?? (await startPlatform());
  await configure(configurationFor(platform));
  return platform;
}

/** The outs of a creation as the plugin keeps them in the state. */
async function created(inputs: Properties = declaration()) {
  const { id, outs } = await create(inputs);
  return { id, inputs, state: { ...outs, __provider: PROVIDER_TEXT } as Properties };
}

type Partial = Error & { id?: string; properties?: Properties; reasons?: string[] };

describe("check", () => {
  test("returns the inputs with their defaults, and what is wrong with them", async () => {
    const inputs = declaration({ name: "" });
    const { inputs: checked, failures } = await check({}, inputs);
    expect(checked).toStrictEqual({ verify: false, ...inputs });
    expect(failures).toEqual([{ property: "", reason: expect.stringContaining("name is empty") }]);
    expect((await check({}, declaration())).failures).toEqual([]);
  });

  test("needs no configuration, and no platform", async () => {
    await configure({});
    expect((await check({}, declaration({ tags: UNKNOWN }))).failures).toEqual([]);
  });
});

describe("diff", () => {
  const state = (inputs: Properties) => ({ ...inputs, baseUrl: ANY_URL });

  beforeEach(() => configure({ "act365:baseUrl": ANY_URL }));

  test("of what is in effect is no change, whatever __provider reads", async () => {
    const inputs = declaration();
    expect(await diff("7", { ...state(inputs), __provider: "older" }, inputs)).toEqual({
      changes: false,
      replaces: [],
      deleteBeforeReplace: true,
    });
    expect((await diff("7", state(inputs), { ...inputs, __provider: UNKNOWN })).changes).toBe(false);
  });

  test("returns a change, also for a value that is not known yet", async () => {
    const inputs = declaration();
    for (const name of ["other", UNKNOWN]) {
      expect(await diff("7", state(inputs), { ...inputs, name })).toMatchObject({ changes: true, replaces: [] });
    }
    expect(await diff("7", state(inputs), { ...inputs, tags: ["sales", UNKNOWN] })).toMatchObject({ changes: true });
    expect(await diff("7", state(inputs), { ...inputs, verify: UNKNOWN })).toMatchObject({ changes: false });
  });

  test("of a state that the plugin wrote is a change, so that the next state says where this provider is", async () => {
    const { __provider, ...inputs } = declaration();
    expect(await diff("7", state(inputs), { ...inputs, __provider })).toMatchObject({ changes: true, replaces: [] });
  });

  test("replaces for another base URL where that is allowed, and deletes first", async () => {
    await configure({ "act365:baseUrl": "other.example" });
    const inputs = declaration();
    expect((await failureOf(diff("7", state(inputs), inputs))).message).toMatch(/^Instance 7 lives on /);
    await configure({ "act365:baseUrl": "other.example", "act365:allowBaseUrlChange": "true" });
    expect(await diff("7", state(inputs), inputs)).toEqual({
      changes: true,
      replaces: ["baseUrl"],
      deleteBeforeReplace: true,
    });
  });

  test("needs no credentials, and no platform; an unusable base URL is its error", async () => {
    await configure({ "act365:baseUrl": "http://far.example" });
    const { message, stack } = await failureOf(diff("7", {}, declaration()));
    expect(message).toContain("baseUrl (from stack configuration");
    expect(stack).toBe("");
  });
});

test("an instance is created, read, changed and deleted", async () => {
  const simulator = await configured();
  const { id, inputs, state } = await created();
  const [stored] = simulator.instances();
  expect(id).toBe(String(stored?.id));
  expect(state).toStrictEqual({
    ...inputs,
    instanceId: id,
    token: stored?.token,
    elementId: expect.any(Number),
    organizationId: simulator.organizations[0]?.id,
    accountId: simulator.organizations[0]?.accountId,
    createdDate: stored?.createdDate,
    valid: true,
    baseUrl: simulator.url,
    seenBy: expect.stringMatching(/^[0-9a-f]{10}$/),
  });

  const {
    id: readId,
    props,
    inputs: readInputs,
  } = (await read(id, state)) as { id: string; props: Properties; inputs: Properties };
  const { __provider: _, ...withoutText } = state;
  const { __provider: __, ...onlyInputs } = inputs;
  expect(readId).toBe(id);
  expect(props).toStrictEqual(withoutText);
  // An output among the inputs would be printed by the next preview.
  expect(readInputs).toStrictEqual(onlyInputs);

  const news = { ...inputs, name: "crm-eu" };
  const { outs } = await update(id, state, news);
  expect(outs).toStrictEqual({ ...withoutText, name: "crm-eu" });

  await inNewProcess();
  await remove(id, { ...outs, __provider: PROVIDER_TEXT });
  expect(simulator.instances()).toEqual([]);
  expect(requestsTo(simulator)).toEqual([
    "GET /elements/actessentials/instances",
    "POST /instances",
    "GET /elements/actessentials/instances",
    `GET /instances/${id}`,
    `PATCH /instances/${id}`,
    `DELETE /instances/${id}`,
  ]);
  expect(lines).toEqual([]);
});

test("an instance that a resource of this process manages is not deleted: only what is left of another one goes", async () => {
  const simulator = await configured();
  const { id, state } = await created();
  await remove(id, state);
  expect(simulator.instances()).toHaveLength(1);
  expect(lines).toEqual([
    `act365: crm: warning: instance ${id} was not deleted: another resource manages it now. Only the resource was removed from the state`,
  ]);
});

test("an instance that is gone reads as an empty id", async () => {
  const simulator = await configured();
  const { id, state } = await created();
  simulator.others.remove(Number(id));
  expect(await read(id, state)).toEqual({});
});

test("an instance of another program reads whole from nothing but its id, and nothing of it is an input", async () => {
  const simulator = await configured();
  const { id, inputs } = await created();
  for (const properties of [undefined, { __provider: PROVIDER_TEXT }]) {
    const result = await read(id, properties);
    expect(result).toMatchObject({
      id,
      props: { instanceId: id, apiKey: inputs["apiKey"], tags: ["sales"], baseUrl: simulator.url },
    });
    expect(result).not.toHaveProperty("inputs");
  }
});

test("an instance that was adopted without the developer key has inputs without it", async () => {
  await configured();
  const { id, inputs, state } = await created();
  const { developerKey: _, ...keyless } = state;
  const { developerKey: __, __provider: ___, ...others } = inputs;
  expect(await read(id, keyless)).toMatchObject({ inputs: others });
  expect((await read(id, keyless)).inputs).not.toHaveProperty("developerKey");
});

describe("the platform", () => {
  test("of an existing instance is the one that its state records; only a new one is made on the configured one", async () => {
    const [old, other] = [await startPlatform(), await startPlatform()];
    await configured(old);
    const { id, inputs, state } = await created();
    old.requests.length = 0;
    await configure({ ...configurationFor(old), "act365:baseUrl": other.url });
    await read(id, state);
    const { outs } = await update(id, state, { ...inputs, name: "crm-eu" });
    await inNewProcess();
    await remove(id, outs as Properties);
    expect(other.requests).toEqual([]);
    expect(requestsTo(old)).toEqual([`GET /instances/${id}`, `PATCH /instances/${id}`, `DELETE /instances/${id}`]);

    await configure(configurationFor(other));
    await created();
    expect(other.instances()).toHaveLength(1);
  });

  test("is US production unless configured, and the environment is read live", async () => {
    await configure({});
    const inputs = declaration();
    const at = async (baseUrl: string) => (await diff("7", { ...inputs, baseUrl }, inputs)).replaces;
    expect(await at("https://api.cloud-elements.com/elements/api-v2")).toEqual([]);
    setEnvironment("ACT365_BASE_URL", "eu.example");
    expect(await at("https://eu.example/elements/api-v2")).toEqual([]);
  });
});

describe("credentials", () => {
  test("that are missing are not an error of configure, but of each operation, each time", async () => {
    await configure({ "act365:baseUrl": ANY_URL });
    const inputs = declaration();
    for (const operation of [
      () => create(inputs),
      () => read("7", inputs),
      () => update("7", inputs, inputs),
      () => remove("7", inputs),
      () => create(inputs),
    ]) {
      expect((await failureOf(operation())).message).toMatch(/^userSecret is missing/);
    }
  });

  test("may stand in the environment, which is read live", async () => {
    const simulator = await startPlatform();
    const [first] = simulator.organizations;
    await configure({ "act365:baseUrl": simulator.url });
    await failureOf(create(declaration()));
    setEnvironment("ACT365_USER_SECRET", first?.userSecret);
    setEnvironment("ACT365_ORGANIZATION_SECRET", first?.organizationSecret);
    await created();
    expect(simulator.instances()).toHaveLength(1);
  });

  test("are the newly configured ones", async () => {
    const simulator = await startPlatform({ organizations: [organization("A"), organization("B")] });
    for (const [index, { id }] of simulator.organizations.entries()) {
      await configure(configurationFor(simulator, index));
      expect((await created()).state["organizationId"]).toBe(id);
    }
  });

  test("that are refused are an error which the echo of the platform does not make show a secret", async () => {
    const simulator = await configured();
    const { id, inputs, state } = await created();
    const events = {
      callbackUrl: "https://receiver.example",
      callbackHeaders: canary("headers"),
      basicAuth: { username: "hook", password: canary("password") },
      signatureKey: canary("signatureKey"),
    };
    const news = {
      ...inputs,
      developerKey: canary("newDeveloperKey"),
      events,
      configuration: { "own.secret": canary("own") },
    };
    await inNewProcess();
    await read(id, state);
    const message = `${state["token"]} ${inputs["developerKey"]}`;
    simulator.faults.add({ call: "every", fault: { kind: "status", status: 403, echoRequest: true, message } });
    for (const operation of [
      () => create(news),
      () => read(id, state),
      () => update(id, state, news),
      () => remove(id, state),
    ]) {
      const error = await failureOf(operation());
      expect(error.message).toContain("returned 403");
      expect(error.stack).toBe("");
    }
  });
});

describe("a partial failure", () => {
  test("of a creation has the id, the state with __provider, and the reasons", async () => {
    const simulator = await configured();
    const inputs = declaration({ enabled: false });
    simulator.faults.add({ path: "/instances/*/enabled", fault: { kind: "status", status: 403 } });
    const error: Partial = await failureOf(create(inputs));
    const [stored] = simulator.instances();
    expect(error.id).toBe(String(stored?.id));
    expect(error.properties).toMatchObject({
      ...inputs,
      enabled: true,
      token: stored?.token,
      __provider: PROVIDER_TEXT,
    });
    expect(error.reasons).toEqual([
      expect.stringMatching(/^Instance \d+ is as declared, but was not disabled: DELETE .*403/),
    ]);

    const { outs } = await update(error.id ?? "", error.properties ?? {}, inputs);
    expect(outs).toMatchObject({ enabled: false });
    expect(simulator.instances()[0]?.disabled).toBe(true);
  });

  test("of an update has the provider's text of the declaration", async () => {
    const simulator = await configured();
    const { id, inputs, state } = await created();
    simulator.faults.add({ method: "PUT", fault: { kind: "status", status: 400 } });
    const news = { ...inputs, apiKey: canary("newApiKey"), __provider: "newer" };
    const error: Partial = await failureOf(update(id, state, news));
    expect(error.id).toBe(id);
    expect(error.properties).toStrictEqual({ ...state, sendCredentialsAgain: true, __provider: "newer" });
    expect(error.reasons).toHaveLength(2);
  });
});

test("a message to the user is a line on stderr with the instance's name", async () => {
  const simulator = await configured();
  const inputs = declaration();
  const { id } = await created(inputs);
  await created(inputs);
  expect(simulator.instances()).toHaveLength(1);
  expect(lines).toEqual([
    expect.stringMatching(
      `^act365: crm: warning: adopted instance ${id} \\(created .*\\) instead of creating a second one`,
    ),
  ]);
});

test("secrets that only the old state holds are not shown by an update either", async () => {
  const simulator = await configured();
  const { id, inputs, state } = await created();
  simulator.faults.add({
    call: "every",
    fault: { kind: "status", status: 400, message: `was ${inputs["apiKey"]} and ${state["token"]}` },
  });
  const news = { ...inputs, apiKey: canary("newApiKey"), developerKey: canary("newDeveloperKey") };
  expect((await failureOf(update(id, state, news))).message).toContain("was [secret] and [secret]");
});
