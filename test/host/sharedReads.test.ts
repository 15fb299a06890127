import type { InstanceChange } from "act365-simulator";
import { canary } from "../support/canary";
import { configurationFor, declaration, requestsTo } from "../support/platform";
import { marksOf, type Plugin, type Properties } from "../support/plugin";
import { startPlugin } from "./frontEnd";
import { type Managed, type Setup, setUp } from "./setUp";

const OF_ALL = "GET /elements/actessentials/instances";
const ownerTag = (index: number) => `pulumi:project/dev/crm-${index}:0123456789`;
const declared = (index: number) => declaration({ name: `crm-${index}`, ownerTag: ownerTag(index) });

/** Instances of an earlier run, and the plugin of the next one. */
async function startMany(count: number): Promise<Setup & { all: Managed[] }> {
  const { simulator, plugin: earlier, nextPlugin } = await setUp();
  const all = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const { id, properties: state } = await earlier.create(declared(index));
      return { id, inputs: declared(index), state };
    }),
  );
  simulator.requests.length = 0;
  return { simulator, plugin: await nextPlugin(), nextPlugin, all };
}

function readAll(plugin: Plugin, all: readonly Managed[]) {
  return Promise.all(all.map(({ id, state, inputs }) => plugin.read(id, state, inputs)));
}

const DRIFT: InstanceChange[] = [
  {},
  { name: "by hand" },
  { tags: ["by hand"] },
  { tags: [ownerTag(3), "sales", "more"] },
  { disabled: true },
  { valid: false },
  { configuration: { username: canary("changed apiKey") } },
  { configuration: { password: canary("changed developerKey") } },
  { configuration: { "pagination.max": "7" } },
  { configuration: { "event.notification.enabled": "true" } },
];

test("many reads at once see the same drift as single requests do", async () => {
  const { simulator, plugin, all } = await startMany(DRIFT.length);
  for (const [index, { id }] of all.entries()) simulator.others.change(Number(id), DRIFT[index] ?? {});

  const together = await readAll(plugin, all);
  expect(requestsTo(simulator).filter((request) => request === OF_ALL)).toHaveLength(1);
  for (const [index, one] of all.entries()) {
    // A process of its own, with one question, sends one request.
    const alone = await startPlugin(configurationFor(simulator));
    const [single] = await readAll(alone, [one]);
    await alone.stop();
    // Compared without printing what is secret.
    expect([index, JSON.stringify(together[index]) === JSON.stringify(single)]).toEqual([index, true]);
  }
});

test("an instance that the list lacks is asked for by id before it counts as gone", async () => {
  const { simulator, plugin, all } = await startMany(8);
  const [first, second] = [all[0]?.id, all[1]?.id];
  simulator.others.remove(Number(first));
  const inOtherList = { method: "GET", path: "/elements/*/instances" };
  simulator.faults.add({ ...inOtherList, fault: { kind: "status", status: 404 } });
  const ids = (await readAll(plugin, all)).map(({ id }) => id);
  expect(ids).toEqual(["", second, ...all.slice(2).map(({ id }) => id)]);
  expect(requestsTo(simulator)).toEqual(expect.arrayContaining(all.map(({ id }) => `GET /instances/${id}`)));
});

test("two instances with one owner tag are a warning that names both", async () => {
  const { simulator, plugin, all } = await startMany(8);
  const twin = simulator.others.create({ name: "twin", tags: [ownerTag(7)] });
  await readAll(plugin, all);
  expect(plugin.output()).toContain(
    `warning: the owner tag ${ownerTag(7)} of instance ${all[7]?.id} is also carried by ${twin.id}`,
  );
});

test("a write of the process makes the list stale", async () => {
  const { plugin, all } = await startMany(8);
  await readAll(plugin, all);
  const last = all[7];
  if (last === undefined) throw new Error("too few");
  const changed = { ...last.inputs, name: "other" };
  const state = await plugin.update(last.id, last.state, changed);
  expect((await plugin.read(last.id, state, changed)).properties["name"]).toBe("other");
});

test("40 reads at once on a platform that is slow to respond need at most 5 requests", async () => {
  const { simulator, plugin, all } = await startMany(40);
  simulator.faults.add({ call: "every", fault: { kind: "slowHeaders", ms: 300 } });
  const found = await readAll(plugin, all);
  expect(found.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  expect(simulator.requests.length).toBeLessThanOrEqual(5);
});

test("40 creates at once need at most two requests each and ten more, though each looks before and after its POST", async () => {
  const { simulator, plugin } = await setUp();
  simulator.faults.add({ call: "every", fault: { kind: "slowHeaders", ms: 300 } });
  await Promise.all(Array.from({ length: 40 }, (_, index) => plugin.create(declared(index))));
  expect(simulator.instances()).toHaveLength(40);
  expect(simulator.requests.length).toBeLessThanOrEqual(90);
});

test("a refresh of an imported state brings the token and the API key, marked as secret", async () => {
  const { plugin, all } = await startMany(4);
  const imported = ({ token: _, apiKey, developerKey, ...state }: Properties) => state;
  const found = await readAll(
    plugin,
    all.map(({ state, ...one }) => ({ ...one, state: imported(state) })),
  );
  for (const { properties, inputs } of found) {
    expect(marksOf(properties)).toEqual(["apiKey", "token"]);
    expect(properties).not.toHaveProperty("developerKey");
    expect(marksOf(inputs ?? {})).toEqual(["apiKey"]);
  }
});
