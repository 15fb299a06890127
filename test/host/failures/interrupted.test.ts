import { once } from "node:events";
import { failureOf } from "../../support/canary";
import { configurationFor, declaration, requestsTo, startPlatform } from "../../support/platform";
import { startPlugin } from "../frontEnd";
import { liveIds, setUp, startManaged, theOne, timeOf, totalFailureOf, within } from "../setUp";

const posts = (requests: string[]) => requests.filter((request) => request === "POST /instances").length;

describe("case 4: the process is killed in the middle of a creation", () => {
  test.each(["beforeCommit", "afterCommit"] as const)(
    "case 4a: killed %s, the next process makes or adopts the one instance",
    async (when) => {
      const simulator = await startPlatform();
      const inputs = declaration();
      simulator.faults.add({ method: "POST", fault: { kind: "hold", until: new Promise(() => {}), when } });
      const first = await startPlugin(configurationFor(simulator));
      const arrived = new Promise<void>((resolve) => {
        if (when === "afterCommit") simulator.onCommit(() => resolve());
        else simulator.onRequest(({ method }) => method === "POST" && resolve());
      });
      const lost = failureOf(first.create(inputs));
      await arrived;
      first.process.kill("SIGKILL");
      await lost;
      const second = await startPlugin(configurationFor(simulator));
      const { id, properties } = await second.create(inputs);
      expect(liveIds(simulator)).toEqual([id]);
      expect(properties["token"] === theOne(simulator).token).toBe(true);
      expect((await second.diff(id, properties, inputs)).changes).toBe("none");
      const adopts = when === "afterCommit";
      expect(/warning: adopted instance \d+ .* instead of creating a second one/.test(second.output())).toBe(adopts);
    },
  );

  test("case 4b: killed during twenty creations, there are twenty instances in the end", async () => {
    const simulator = await startPlatform({ latency: [0, 400] });
    const all = Array.from({ length: 20 }, (_, index) =>
      declaration({ name: `crm-${index}`, ownerTag: `pulumi:project/dev/crm-${index}:0123456789` }),
    );
    const first = await startPlugin(configurationFor(simulator));
    const lost = all.map((inputs) => first.create(inputs).catch(() => undefined));
    await new Promise<void>((resolve) => {
      simulator.onCommit(() => simulator.instances().length >= 7 && resolve());
    });
    first.process.kill("SIGKILL");
    await Promise.all(lost);
    expect(simulator.instances().length).toBeLessThan(20);
    const second = await startPlugin(configurationFor(simulator));
    const created = await Promise.all(all.map((inputs) => second.create(inputs)));
    expect(liveIds(simulator).sort()).toEqual(created.map(({ id }) => id).sort());
  });

  test("case 4c: killed during an adoption, the next process completes it", async () => {
    const { simulator, plugin, id, inputs } = await startManaged();
    const changed = { ...inputs, tags: ["emea"], enabled: false };
    simulator.faults.add({ path: "/instances/*/enabled", fault: { kind: "hold", until: new Promise(() => {}) } });
    const disabling = new Promise<void>((resolve) => {
      simulator.onRequest(({ path }) => path.endsWith("/enabled") && resolve());
    });
    const lost = failureOf(plugin.create(changed));
    await disabling;
    plugin.process.kill("SIGKILL");
    await lost;
    const second = await startPlugin(configurationFor(simulator));
    expect((await second.create(changed)).id).toBe(id);
    expect(theOne(simulator)).toMatchObject({ disabled: true, tags: expect.arrayContaining(["emea"]) });
  });
});

describe("case 5: two processes create the same declaration", () => {
  test("case 5a: the second process adopts the instance", async () => {
    const { simulator, plugin, id, inputs } = await startManaged();
    const other = await startPlugin(configurationFor(simulator));
    expect((await other.create(inputs)).id).toBe(id);
    expect((await plugin.create(inputs)).id).toBe(id);
    expect(liveIds(simulator)).toEqual([id]);
  });

  /** Two plugins that both post before either gets its response, as two runs do without a state lock. */
  async function startPair() {
    const simulator = await startPlatform();
    const plugins = [await startPlugin(configurationFor(simulator)), await startPlugin(configurationFor(simulator))];
    const inputs = declaration();
    const bothPosted = new Promise<void>((resolve) => {
      simulator.onRequest(() => posts(requestsTo(simulator)) === 2 && resolve());
    });
    simulator.faults.add({ method: "POST", call: "every", fault: { kind: "hold", until: bothPosted } });
    return { simulator, plugins, inputs };
  }

  test("case 5b: both post in the same second, and neither can look afterwards: the next create refuses, with both ids", async () => {
    const { simulator, plugins, inputs } = await startPair();
    simulator.onCommit(() =>
      simulator.faults.add({ path: "/elements/*/instances", call: "every", fault: { kind: "status", status: 400 } }),
    );
    await Promise.all(plugins.map((plugin) => plugin.create(inputs)));
    for (const plugin of plugins)
      expect(plugin.output()).toMatch(/could not check whether another instance carries its owner/);
    simulator.faults.clear();
    const ids = liveIds(simulator);
    expect(ids).toHaveLength(2);
    const third = await startPlugin(configurationFor(simulator));
    const message = await totalFailureOf(third.create(inputs));
    for (const id of ids) expect(message).toContain(`${id} (created `);
    expect(liveIds(simulator)).toEqual(ids);
  });

  test("case 5c: both post in the same second, and see each other afterwards: both agree on the older instance", async () => {
    const { simulator, plugins, inputs } = await startPair();
    const created = await Promise.all(plugins.map((plugin) => plugin.create(inputs)));
    const [id] = liveIds(simulator);
    expect(liveIds(simulator)).toHaveLength(1);
    expect(created.map((each) => each.id)).toEqual([id, id]);
    expect(created.map(({ properties }) => properties["token"] === theOne(simulator).token)).toEqual([true, true]);
    expect(plugins.map((plugin) => plugin.output()).join("")).toMatch(
      new RegExp(`warning: instance ${id} carries the owner tag .* deleted instance \\d+, .* adopting ${id} instead`),
    );
  });
});

describe("case 6: create is called again, by a rerun or by a hook of the user", () => {
  test("case 6a: twice with the same declaration, there is one instance", async () => {
    const { simulator, plugin } = await setUp();
    const inputs = declaration();
    const [first, second] = [await plugin.create(inputs), await plugin.create(inputs)];
    expect(second).toEqual(first);
    expect(posts(requestsTo(simulator))).toBe(1);
  });

  test("case 6b: after a failure, and with a changed declaration, there is one instance, as declared last", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault: { kind: "close", when: "afterCommit" } });
    simulator.onCommit(() =>
      simulator.faults.add({ path: "/elements/*/instances", call: "every", fault: { kind: "status", status: 400 } }),
    );
    await totalFailureOf(plugin.create(declaration(within("2500ms"))));
    simulator.faults.clear();
    const inputs = declaration({ name: "other", enabled: false });
    const { id, properties } = await plugin.create(inputs);
    expect(liveIds(simulator)).toEqual([id]);
    expect(theOne(simulator)).toMatchObject({ name: "other", disabled: true });
    expect((await plugin.diff(id, properties, inputs)).changes).toBe("none");
    expect(posts(requestsTo(simulator))).toBe(1);
  });
});

describe("case 7: a replacement has the same owner tag as what it replaces", () => {
  test("case 7a: diff asks to delete first, and then a new instance is made", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({
      configuration: { "act365:allowBaseUrlChange": "true" },
    });
    const moved = { ...state, baseUrl: "https://elsewhere.example.com/elements/api-v2" };
    expect(await plugin.diff(id, moved, inputs)).toMatchObject({ replaces: ["baseUrl"], deleteBeforeReplace: true });
    await plugin.delete(id, state);
    const replacement = await plugin.create(inputs);
    expect(replacement.id).not.toBe(id);
    expect(liveIds(simulator)).toEqual([replacement.id]);
  });

  test("case 7b: creating first would adopt the instance that is about to be deleted, which is why the constructor refuses that", async () => {
    const { plugin, id, inputs } = await startManaged();
    expect((await plugin.create(inputs)).id).toBe(id);
  });
});

describe("case 32: the user presses Ctrl-C, of which the plugin never hears", () => {
  test("case 32a: every wait is bounded, so that each verb ends in time, whatever the platform does", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, within("2s"));
    for (const when of ["beforeHeaders", "inBody"] as const) {
      simulator.faults.clear();
      simulator.faults.add({ call: "every", fault: { kind: "stall", when } });
      const all = [
        failureOf(plugin.create(declaration({ ownerTag: `pulumi:project/dev/${when}:0123456789`, ...within("2s") }))),
        failureOf(plugin.create(declaration({ adoptId: "99999", ...within("2s") }))),
        failureOf(plugin.read(id, state)),
        failureOf(plugin.update(id, state, { ...inputs, developerKey: inputs["apiKey"] })),
        failureOf(plugin.delete(id, state)),
      ];
      expect(await timeOf(Promise.all(all))).toBeLessThan(10_000);
    }
  });

  test("case 32b: the process that the engine then ends leaves nothing behind but what the next create adopts", async () => {
    const simulator = await startPlatform({ latency: 1_000 });
    const plugin = await startPlugin(configurationFor(simulator));
    const inputs = declaration();
    const lost = failureOf(plugin.create(inputs));
    await new Promise<void>((resolve) => {
      simulator.onRequest(({ method }) => method === "POST" && resolve());
    });
    const committed = new Promise<void>((resolve) => {
      simulator.onCommit(() => resolve());
    });
    const ended = once(plugin.process, "exit");
    plugin.process.kill("SIGTERM");
    await ended;
    await lost;
    await committed;
    const second = await startPlugin(configurationFor(simulator));
    const { id } = await second.create(inputs);
    expect(liveIds(simulator)).toEqual([id]);
  });
});

describe("case 33: the clocks of the platform and of this machine differ", () => {
  test.each(["1999-12-31T23:59:59Z", "2101-01-01T00:00:00Z"])(
    "case 33a: by decades (%s): the instance of a lost response is still found at once",
    async (time) => {
      const simulator = await startPlatform({ now: () => new Date(time) });
      simulator.faults.add({ method: "POST", fault: { kind: "close", when: "afterCommit" } });
      const plugin = await startPlugin(configurationFor(simulator));
      const { id, properties } = await plugin.create(declaration());
      expect(liveIds(simulator)).toEqual([id]);
      expect(properties["createdDate"]).toBe(time);
    },
  );
});
