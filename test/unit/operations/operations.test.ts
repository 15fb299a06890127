import type { Simulator } from "act365-simulator";
import { ACT_365 } from "../../../provider/src/elements/actessentials";
import { UNKNOWN } from "../../../provider/src/lifecycle/model/unknowns";
import { SafeError } from "../../../provider/src/operations/safeError";
import { canary, failureOf } from "../../support/canary";
import { linkTo } from "../../support/errorPage";
import { configurationFor, declaration, requestsTo, startPlatform } from "../../support/platform";
import type { Properties } from "../../support/plugin";
import { SOME } from "../../support/some";
import { type Verbs, verbsOf } from "../../support/verbs";

const OTHERS_TAG = "pulumi:project/dev/mail:abcdef0123";

/** The verbs as one process has them, on this platform. */
function processOn(simulator: Simulator, more: Properties = {}) {
  const configuration: Properties = { ...configurationFor(simulator), ...more };
  const instances = verbsOf(ACT_365, { sources: { configuration: (key) => configuration[key], environment: {} } });
  return { instances, lines: instances.lines };
}

/** A platform, and the verbs of one process. */
async function setUp() {
  const simulator = await startPlatform();
  return { simulator, ...processOn(simulator) };
}

const inputs = (more: Properties = {}): Properties => {
  const { __provider: _, ...plain } = declaration(more);
  return plain;
};

describe("a check", () => {
  test("returns the inputs with their defaults, and what is wrong with them", async () => {
    const instances = verbsOf(ACT_365);
    const given = { name: "", apiKey: canary("apiKey"), developerKey: canary("developerKey") };
    const { inputs: checked, failures } = await instances.check(given);
    expect(checked).toStrictEqual({ ...given, tags: [], enabled: true, verify: false });
    expect(failures).toEqual([{ input: "name", reason: expect.stringContaining("name is empty") }]);
  });

  test("accepts that an existing resource goes on without the keys that it never had", async () => {
    const { apiKey: _, developerKey: __, ...imported } = inputs();
    const instances = verbsOf(ACT_365);
    expect((await instances.check(imported, imported)).failures).toEqual([]);
    expect((await instances.check(imported)).failures).toHaveLength(2);
    expect((await instances.check(imported, inputs())).failures).toHaveLength(2);
  });

  test("needs neither settings nor a platform", async () => {
    expect((await verbsOf(ACT_365).check(inputs())).failures).toEqual([]);
  });
});

describe("a diff", () => {
  test("needs no credentials, and no platform", async () => {
    const instances = verbsOf(ACT_365);
    const given = inputs();
    expect(await instances.diff("7", given, given)).toEqual({ changes: [], replaces: [] });
    expect(await instances.diff("7", given, { ...given, tags: UNKNOWN })).toEqual({ changes: SOME, replaces: [] });
  });
});

describe("a diff of an instance whose developer key the program lacks", () => {
  /** The verbs, and an instance that was adopted without the developer key. */
  async function adopted() {
    const setup = await setUp();
    const { developerKey: _, ...given } = inputs();
    const configuration = { username: String(given["apiKey"]), password: canary("theirs") };
    const { id } = setup.simulator.others.create({ name: "crm", tags: ["sales"], configuration });
    const { properties } = await setup.instances.create({ ...given, adoptId: String(id) });
    return { ...setup, id: String(id), given, properties };
  }

  test("accepts what changes by PATCH", async () => {
    const { instances, id, given, properties } = await adopted();
    expect(await instances.diff(id, properties, given)).toEqual({ changes: [], replaces: [] });
    const news = { ...given, name: "crm-eu", tags: [], enabled: false };
    expect(await instances.diff(id, properties, news)).toEqual({ changes: SOME, replaces: [] });
  });

  test.each([
    ["the API key", () => ({ apiKey: canary("new") }), "apiKey changed as well"],
    ["events", () => ({ events: { callbackUrl: "https://e.example" } }), "events changed as well"],
    ["configuration", () => ({ configuration: { "pagination.max": 5 } }), "configuration changed as well"],
  ])("asks for the key where %s changed", async (_, change, words) => {
    const { instances, id, given, properties } = await adopted();
    const error = await failureOf(instances.diff(id, properties, { ...given, ...change() }));
    expect(error.message).toBe(
      `developerKey is missing; find it in the Act! developer portal. Instance ${id} was adopted or imported without it, ` +
        `so only name, tags and enabled can change, but ${words}${linkTo("missing-input")}`,
    );
  });

  test("does not judge what is not known yet", async () => {
    const { instances, id, given, properties } = await adopted();
    const changes = { changes: SOME, replaces: [] };
    expect(await instances.diff(id, properties, { ...given, developerKey: UNKNOWN })).toEqual(changes);
    expect(await instances.diff(id, properties, { ...given, events: UNKNOWN })).toEqual(changes);
  });

  test("of a refresh never fails: it changes nothing", async () => {
    const { simulator, instances, id, given, properties } = await adopted();
    simulator.others.change(Number(id), { configuration: { username: canary("by hand") } });
    const found = await instances.read(id, properties);
    expect(await instances.diff(id, found?.properties ?? {}, given)).toEqual({ changes: SOME, replaces: [] });
    expect((await failureOf(instances.diff(id, found?.properties ?? {}, given))).message).toContain("developerKey");
  });

  test("of an import without any key asks for the API key", async () => {
    const { instances } = await setUp();
    const imported = { name: "crm", instanceId: "7", sendCredentialsAgain: true };
    expect((await failureOf(instances.diff("7", imported, { name: "crm" }))).message).toBe(
      "apiKey is missing; find it in Act! 365 under Profile > Apps & Integrations. Instance 7 was adopted or imported without it" +
        linkTo("missing-input"),
    );
    const apiKey = canary("apiKey");
    expect(await instances.diff("7", imported, { name: "crm", apiKey })).toEqual({ changes: SOME, replaces: [] });
  });
});

test("an instance is created, read, changed, and, by the next process, deleted", async () => {
  const { simulator, instances } = await setUp();
  const given = inputs();
  const { id, properties } = await instances.create(given);
  expect(properties).toMatchObject({ ...given, instanceId: id, baseUrl: simulator.url });
  expect(await instances.read(id, properties)).toEqual({ properties, inputs: given });
  const changed = await instances.update(id, properties, { ...given, name: "crm-eu" });
  expect(changed).toStrictEqual({ ...properties, name: "crm-eu" });
  await processOn(simulator).instances.delete(id, changed);
  expect(simulator.instances()).toEqual([]);
  expect(await processOn(simulator).instances.read(id, changed)).toBeUndefined();
});

describe("a read returns inputs", () => {
  test("where the program declares the instance", async () => {
    const { instances } = await setUp();
    const { id, properties } = await instances.create(inputs());
    expect((await instances.read(id, properties))?.inputs).toBeDefined();
  });

  test("but not where another program manages it, also when it is read again", async () => {
    const { simulator, instances } = await setUp();
    const { id } = await instances.create(inputs());
    const { instances: others } = processOn(simulator);
    const first = await others.read(id, {});
    expect(first).toMatchObject({ properties: { external: true, instanceId: id }, inputs: undefined });
    expect(await others.read(id, first?.properties ?? {})).toMatchObject({ inputs: undefined });
  });

  test("also where a credential is not known, as of an adopted instance, so that drift shows", async () => {
    const { simulator, instances } = await setUp();
    const { id, properties } = await instances.create(inputs());
    const { developerKey: _, ...incomplete } = properties;
    simulator.others.change(Number(id), { name: "by hand" });
    const found = await instances.read(id, incomplete);
    expect(found?.inputs).toMatchObject({ name: "by hand", apiKey: properties["apiKey"] });
    expect(found?.inputs).not.toHaveProperty("developerKey");
  });
});

describe("an instance that a resource of the process holds", () => {
  test("because it created it, is neither deleted nor adopted by another resource", async () => {
    const { simulator, instances, lines } = await setUp();
    const { id, properties } = await instances.create(inputs({ ownerTag: undefined }));
    const requests = simulator.requests.length;
    const error = await failureOf(instances.create(inputs({ adoptId: id, ownerTag: undefined, name: "other" })));
    expect(error.message).toContain("is already managed by another resource of this program");
    await instances.delete(id, properties);
    expect(requestsTo(simulator).slice(requests)).toEqual([`GET /instances/${id}`]);
    expect(lines.at(-1)).toMatch(/^warning: instance \d+ was not deleted/);
  });

  test("is deleted where that makes room for a replacement of the same declaration", async () => {
    const { simulator, instances } = await setUp();
    const { id, properties } = await instances.create(inputs());
    await instances.delete(id, properties, true);
    expect(simulator.instances()).toEqual([]);
  });

  test("because a diff saw it, is not deleted", async () => {
    const { simulator, instances } = await setUp();
    const given = inputs();
    const { id, properties } = await instances.create(given);
    const next = processOn(simulator).instances;
    await next.diff(id, properties, { ...given, name: "renamed" });
    await next.delete(id, properties);
    expect(simulator.instances()).toHaveLength(1);
  });

  test.each<[string, (given: Properties) => Properties, Properties]>([
    ["that replaces it", (given) => given, { "act365:baseUrl": "other.example", "act365:allowBaseUrlChange": "true" }],
    [
      "with unknown values, as of a resource whose dependency is being deleted",
      (given) => ({ ...given, tags: UNKNOWN }),
      {},
    ],
  ])("is not assumed because of a diff %s, so the instance is deleted", async (_, change, more) => {
    const { simulator, instances } = await setUp();
    const given = inputs();
    const { id, properties } = await instances.create(given);
    const next = processOn(simulator, more).instances;
    await next.diff(id, properties, change(given));
    await next.delete(id, properties);
    expect(simulator.instances()).toEqual([]);
  });

  test("is not assumed because of the diff after a read, as a refresh diffs what no program declares", async () => {
    const { simulator, instances } = await setUp();
    const given = inputs();
    const { id, properties } = await instances.create(given);
    const next = processOn(simulator).instances;
    await next.read(id, properties);
    await next.diff(id, properties, given);
    await next.delete(id, properties);
    expect(simulator.instances()).toEqual([]);
  });
});

describe("an instance on another platform than the configured one", () => {
  const ELSEWHERE = { "act365:baseUrl": "other.example" };
  const other = "https://other.example/elements/api-v2 (stack configuration or provider input act365:baseUrl)";

  test("is refused by a diff, and stays", async () => {
    const { simulator, instances } = await setUp();
    const given = inputs();
    const { id, properties } = await instances.create(given);
    const next = processOn(simulator, ELSEWHERE).instances;
    const error = await failureOf(next.diff(id, properties, given));
    expect(error).toBeInstanceOf(SafeError);
    expect(error.message).toContain(
      `Instance ${id} lives on ${simulator.url}, but the configured base URL is ${other}`,
    );
    expect(simulator.instances()).toHaveLength(1);
  });

  test("is refused by the deletion of a replacement that no diff came before, and stays", async () => {
    const { simulator, instances } = await setUp();
    const given = inputs();
    const { id, properties } = await instances.create(given);
    const next = processOn(simulator, ELSEWHERE).instances;
    await next.check(given);
    const error = await failureOf(next.delete(id, properties));
    expect(error.message).toContain(`but the configured base URL is ${other}`);
    expect(simulator.instances()).toHaveLength(1);
  });

  test.each(["other.example", "http://unusable.example"])(
    "does not stop a refresh with %s configured: read, then diff; but the diff of the up after it is refused",
    async (baseUrl) => {
      const { simulator, instances } = await setUp();
      const given = inputs();
      const { id, properties } = await instances.create(given);
      const next = processOn(simulator, {
        "act365:baseUrl": baseUrl,
        "act365:allowBaseUrlChange": "nonsense",
      }).instances;
      const read = await next.read(id, properties);
      expect(await next.diff(id, read?.properties ?? {}, given)).toEqual({ changes: [], replaces: [] });
      await failureOf(next.diff(id, properties, given));
      await next.delete(id, properties);
      expect(simulator.instances()).toEqual([]);
    },
  );

  test("does not stop a refresh where another program manages it", async () => {
    const { simulator, instances } = await setUp();
    const { id } = await instances.create(inputs());
    const { properties } = (await processOn(simulator).instances.read(id, {})) ?? {};
    const next = processOn(simulator, ELSEWHERE).instances;
    const read = await next.read(id, properties ?? {});
    expect((await next.diff(id, read?.properties ?? {}, {})).replaces).toEqual([]);
  });

  test("does not stop a destroy, which diffs dependents with unknown inputs; but a preview with some is refused", async () => {
    const { simulator, instances } = await setUp();
    const given = inputs();
    const { id, properties } = await instances.create(given);
    const next = processOn(simulator, ELSEWHERE).instances;
    const unknown = { ...given, tags: UNKNOWN };
    expect(await next.diff(id, properties, unknown)).toEqual({ changes: SOME, replaces: [] });
    await next.check(unknown);
    await failureOf(next.diff(id, properties, unknown));
  });

  test("is announced in one line where the instance will be replaced", async () => {
    const { simulator, instances } = await setUp();
    const given = inputs();
    const { id, properties } = await instances.create(given);
    const next = processOn(simulator, { ...ELSEWHERE, "act365:allowBaseUrlChange": "true" });
    expect((await next.instances.diff(id, properties, given)).replaces).toEqual(["baseUrl"]);
    expect(next.lines).toEqual([
      `warning: instance ${id} will be deleted on ${simulator.url}, and a new one created on ${other}, since ` +
        "allowBaseUrlChange is true",
    ]);
  });

  test("is not assumed where the state only spells the same base URL in another way", async () => {
    const { simulator, instances } = await setUp();
    const given = inputs();
    const { id, properties } = await instances.create(given);
    const state = { ...properties, baseUrl: `127.0.0.1:${simulator.port}/` };
    expect(await processOn(simulator).instances.diff(id, state, given)).toEqual({ changes: [], replaces: [] });
  });
});

describe("every failure", () => {
  test.each<[string, (instances: Verbs) => Promise<unknown>]>([
    ["check", (instances) => instances.check(broken())],
    ["diff", (instances) => instances.diff("7", broken(), {})],
    ["create", (instances) => instances.create(broken())],
    ["read", (instances) => instances.read("7", broken())],
    ["update", (instances) => instances.update("7", broken(), {})],
    ["delete", (instances) => instances.delete("7", broken())],
  ])("of %s is a SafeError, even one of our own", async (_, call) => {
    const error = await failureOf(call(verbsOf(ACT_365)));
    expect(error).toBeInstanceOf(SafeError);
    expect(error.stack).toBe("");
    expect(error.message).toBe("unexpected error: broken. Please report it to the makers of pulumi-act365");
  });

  test("after an instance was created carries its id and state", async () => {
    const { simulator, instances } = await setUp();
    simulator.faults.add({ path: "/instances/*/enabled", fault: { kind: "status", status: 403 } });
    const error = await failureOf(instances.create(inputs({ enabled: false })));
    const [stored] = simulator.instances();
    expect(error).toMatchObject({
      partial: { id: String(stored?.id), properties: { token: stored?.token, enabled: true } },
    });
    expect(Object.keys(error)).not.toContain("partial");
  });

  test("of an update shows no secret of the state before", async () => {
    const { simulator, instances } = await setUp();
    const given = inputs();
    const { id, properties } = await instances.create(given);
    const message = `was ${given["apiKey"]}`;
    simulator.faults.add({ call: "every", fault: { kind: "status", status: 400, message } });
    const next = processOn(simulator).instances;
    const error = await failureOf(next.update(id, properties, { ...given, apiKey: canary("newApiKey") }));
    expect(error.message).toContain("was [secret]");
  });
});

test("the declarations of two resources are independent", async () => {
  const { simulator, instances } = await setUp();
  const ours = await instances.create(inputs());
  const theirs = await instances.create(inputs({ name: "mail", ownerTag: OTHERS_TAG }));
  expect(simulator.instances().map(({ id }) => String(id))).toEqual([ours.id, theirs.id]);
});

/** Properties that cannot even be looked at. */
function broken(): Properties {
  return new Proxy(
    {},
    {
      get: () => {
        throw new Error("broken");
      },
      ownKeys: () => {
        throw new Error("broken");
      },
    },
  );
}
