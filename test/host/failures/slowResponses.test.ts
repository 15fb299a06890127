import { declaration, requestsTo } from "../../support/platform";
import { liveIds, setUp, startManaged, timeOf, totalFailureOf, within } from "../setUp";

const LOOK = "GET /elements/actessentials/instances";

describe("case 13: the response is slow", () => {
  test("case 13a: slow but in time is no failure, and asked only once", async () => {
    const { simulator, plugin } = await setUp({ platform: { latency: 2_000 } });
    simulator.faults.add({ method: "POST", fault: { kind: "slowBody", ms: 1_500 } });
    const { id } = await plugin.create(declaration());
    expect(liveIds(simulator)).toEqual([id]);
    expect(requestsTo(simulator)).toEqual([LOOK, "POST /instances", LOOK]);
  });

  const slow = [
    ["headers", { kind: "slowHeaders", ms: 60_000 }],
    ["body, a byte now and then", { kind: "slowBody", ms: 60_000 }],
    ["headers that never come", { kind: "stall", when: "beforeHeaders" }],
    ["body that never ends", { kind: "stall", when: "inBody" }],
  ] as const;
  test.each(slow)("case 13b: %s: a read ends at its timeout, and the error names it", async (_, fault) => {
    const { simulator, plugin, id, state } = await startManaged({}, within("2s"));
    simulator.faults.add({ call: "every", fault });
    const failed = totalFailureOf(plugin.read(id, state));
    expect(await timeOf(failed)).toBeLessThan(10_000);
    expect(await failed).toMatch(
      new RegExp(
        `^GET /instances/${id}: no complete response within 2 s\\. Check the network .* allow more time with customTimeouts`,
      ),
    );
  });

  test.each(slow)("case 13c: %s: a POST that made an instance leaves time to find it", async (_, fault) => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", fault });
    const { id } = await plugin.create(declaration(within("3s")));
    expect(plugin.output()).toMatch(
      /POST \/instances: no complete response within 2 s\. .*, so looking for it, for up to 1 s/,
    );
    expect(plugin.output()).toContain(`warning: adopted instance ${id} (created `);
    expect(liveIds(simulator)).toEqual([id]);
    expect(requestsTo(simulator).filter((request) => request === "POST /instances")).toHaveLength(1);
  });

  test("case 13d: an instance that the platform finishes after the client gave up is not created twice", async () => {
    const { simulator, plugin } = await setUp({ platform: { latency: 3_000 } });
    const inputs = declaration();
    const committed = new Promise<void>((resolve) => {
      simulator.onCommit(() => resolve());
    });
    await totalFailureOf(plugin.create({ ...inputs, ...within("2s") }));
    await committed;
    const { id } = await plugin.create(inputs);
    expect(liveIds(simulator)).toEqual([id]);
  });
});
