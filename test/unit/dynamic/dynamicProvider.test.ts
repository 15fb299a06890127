import type { Simulator } from "act365-simulator";
import { DynamicProvider } from "../../../provider/src/dynamic/dynamicProvider";
import { ACT_365 } from "../../../provider/src/elements/actessentials";
import { SharedState } from "../../../provider/src/operations/sharedState";
import type { Deadline } from "../../../provider/src/util/clock";
import { canary, failureOf, observe } from "../../support/canary";
import { configurationFor, declaration, startPlatform } from "../../support/platform";
import type { Properties } from "../../support/plugin";
import { allInClear } from "../../support/secretForm";

/** The provider of one process, whose lines are kept. */
async function providerOn(simulator: Simulator, shared = new SharedState()) {
  const lines: string[] = [];
  const provider = new DynamicProvider(ACT_365, shared, (line) => {
    observe("a line for the user", line);
    lines.push(line);
  });
  const configuration: Record<string, unknown> = configurationFor(simulator);
  await provider.configure({ config: { get: (key: string) => configuration[key] } } as never);
  return { provider, lines };
}

const OWNER_TAG = String(declaration()["ownerTag"]);

describe("what the user is shown", () => {
  test("is a line with the resource's name, since the lines of all resources come together", async () => {
    const simulator = await startPlatform();
    const { provider, lines } = await providerOn(simulator);
    const lost = simulator.others.create({ name: "crm", tags: [OWNER_TAG] });
    await provider.create(declaration());
    expect(lines).toEqual([expect.stringMatching(`^act365: crm: warning: adopted instance ${lost.id} `)]);
  });

  test("names the resource, not the instance, whose name may be secret", async () => {
    const simulator = await startPlatform();
    const { provider, lines } = await providerOn(simulator);
    const apiKey = canary("apiKey");
    simulator.others.create({ name: "crm", tags: [OWNER_TAG] });
    await provider.create(declaration({ name: `a\n${apiKey}`, apiKey }));
    expect(lines[0]).toMatch(/^act365: crm: warning: adopted/);
  });

  test("names the instance without an owner tag, and an instance without a name", async () => {
    const simulator = await startPlatform();
    const { provider, lines } = await providerOn(simulator);
    const { id, outs } = await provider.create(declaration({ ownerTag: undefined, name: "by name" }));
    const busy = { method: "GET", fault: { kind: "status", status: 429, retryAfter: 0 } } as const;
    simulator.faults.add(busy);
    await provider.read(id, allInClear(outs ?? {}));
    simulator.faults.add(busy);
    await provider.read(id, {});
    expect(lines).toEqual([
      expect.stringMatching(/^act365: by name: GET .* returned 429/),
      expect.stringMatching(/^act365: instance: GET .* returned 429/),
    ]);
  });

  test("goes to stderr", async () => {
    const print = jest.spyOn(console, "error").mockImplementation(() => undefined);
    const simulator = await startPlatform();
    const configuration: Record<string, unknown> = configurationFor(simulator);
    const provider = new DynamicProvider(ACT_365);
    await provider.configure({ config: { get: (key: string) => configuration[key] } } as never);
    simulator.others.create({ name: "crm", tags: [OWNER_TAG] });
    await provider.create(declaration());
    expect(print.mock.calls).toEqual([[expect.stringContaining("act365: crm: warning: adopted")]]);
    print.mockRestore();
  });
});

describe("customTimeouts, which the operations do not know,", () => {
  const state = (outs: Properties = {}): Properties => allInClear(outs);

  test("are checked, and stay among the inputs; a failure names no property, whose value the engine would print", async () => {
    const provider = new DynamicProvider(ACT_365);
    const inputs = declaration({ customTimeouts: { create: "90s" } });
    const right = await provider.check({}, inputs);
    expect(right.failures).toEqual([]);
    expect(allInClear(right.inputs ?? {})).toEqual({ verify: false, ...inputs });
    const { failures } = await provider.check({}, { ...inputs, name: "", customTimeouts: { create: "soon" } });
    expect(failures).toEqual([
      { property: "", reason: expect.stringContaining("name is empty") },
      { property: "", reason: expect.stringContaining("customTimeouts.create ") },
    ]);
  });

  test("stay in the state through create, read and update, and alone they are a difference without any request", async () => {
    const simulator = await startPlatform();
    const { provider } = await providerOn(simulator);
    const inputs = declaration({ customTimeouts: { read: "50s" } });
    const created = await provider.create(inputs);
    const known = state(created.outs);
    expect(known["customTimeouts"]).toEqual({ read: "50s" });
    const read = await provider.read(created.id, known);
    expect(state(read.props)).toEqual(known);
    expect(state(read.inputs)).toMatchObject({ customTimeouts: { read: "50s" } });
    // The first diff after a read is that of a refresh.
    const inState = { ...known, __provider: inputs["__provider"] };
    for (let time = 0; time < 2; time += 1) {
      expect(await provider.diff(created.id, inState, inputs)).toMatchObject({ changes: false });
    }
    const requests = simulator.requests.length;
    for (const customTimeouts of [{ read: "60s" }, undefined]) {
      const news = { ...inputs, customTimeouts };
      expect(await provider.diff(created.id, inState, news)).toMatchObject({ changes: true, replaces: [] });
      const updated = state((await provider.update(created.id, known, news)).outs);
      expect(updated["customTimeouts"]).toEqual(customTimeouts);
      expect({ ...updated, customTimeouts: known["customTimeouts"] }).toEqual(known);
    }
    expect(simulator.requests).toHaveLength(requests);
  });

  test("are kept of an instance that was created although the operation failed", async () => {
    const simulator = await startPlatform();
    const { provider } = await providerOn(simulator);
    simulator.faults.add({ path: "/instances/*/enabled", fault: { kind: "status", status: 403 } });
    const inputs = declaration({ enabled: false, customTimeouts: { delete: "9m" } });
    const error = await failureOf(provider.create(inputs));
    expect(state(Reflect.get(error, "properties"))).toMatchObject({
      customTimeouts: { delete: "9m" },
      __provider: inputs["__provider"],
    });
  });

  test("bound each verb by its own timeout", async () => {
    const simulator = await startPlatform();
    const { provider } = await providerOn(simulator);
    const { id, outs } = await provider.create(declaration());
    const customTimeouts = { create: "1m", read: "2m", update: "3m", delete: "4m" };
    const known = { ...state(outs), customTimeouts };
    const other = declaration({ ownerTag: undefined, adoptId: "999", customTimeouts });
    const deadlines = new Deadlines();
    const { provider: next } = await providerOn(simulator, deadlines);
    await failureOf(next.create(other));
    await failureOf(next.read(id, known));
    await failureOf(next.update(id, known, { ...known, name: "renamed" }));
    await failureOf(next.delete(id, known));
    expect([...new Set(deadlines.totals)]).toEqual([60_000, 120_000, 180_000, 240_000]);
  });
});

/** Sends nothing, but keeps how many milliseconds each request's operation may take. */
class Deadlines extends SharedState {
  readonly totals: number[] = [];

  protected override newTransport() {
    return {
      send: (_: unknown, { total }: Deadline) => {
        this.totals.push(total);
        return Promise.reject(new Error("not sent"));
      },
    };
  }
}
