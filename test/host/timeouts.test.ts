import { linkTo } from "../support/errorPage";
import { declaration, requestsTo } from "../support/platform";
import { setUp, startManaged, timeOf, totalFailureOf, within } from "./setUp";

describe("customTimeouts", () => {
  // With Retry-After 2 and a limit of 4 s, the second wait never fits into what the first one leaves: no request is cut
  // short by the limit, however slow the machine.
  test("bound a creation with all its retries and searches", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ call: "every", fault: { kind: "status", status: 503, retryAfter: 2 } });
    const failed = totalFailureOf(plugin.create(declaration(within("4s"))));
    expect(await timeOf(failed)).toBeLessThan(10_000);
    expect(await failed).toMatch(/returned 503/);
    expect(simulator.instances()).toEqual([]);
  });

  test("bound a read with all its retries", async () => {
    const { simulator, plugin, id, state } = await startManaged({}, within("4s"));
    simulator.faults.add({ call: "every", fault: { kind: "status", status: 503, retryAfter: 2 } });
    const failed = totalFailureOf(plugin.read(id, state));
    expect(await timeOf(failed)).toBeLessThan(10_000);
    expect(await failed).toMatch(
      /longer than the .* left of the timeout of 4 s: try again after .* or allow more time with customTimeouts/,
    );
    expect(requestsTo(simulator).length).toBeGreaterThan(1);
  });

  test("bound an update with all its retries, by the new declaration's limit", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, within("5m"));
    simulator.faults.add({ call: "every", fault: { kind: "status", status: 503, retryAfter: 1 } });
    const failed = totalFailureOf(plugin.update(id, state, { ...inputs, ...within("2500ms"), name: "other" }));
    expect(await timeOf(failed)).toBeLessThan(10_000);
  });

  test("bound a deletion with all its retries, by the state's limit", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, within("5m"));
    const changed = { ...inputs, ...within("2500ms") };
    const after = await plugin.update(id, state, changed);
    expect(after["customTimeouts"]).toEqual(changed.customTimeouts);
    simulator.faults.add({ call: "every", fault: { kind: "status", status: 503, retryAfter: 1 } });
    const failed = totalFailureOf(plugin.delete(id, after));
    expect(await timeOf(failed)).toBeLessThan(10_000);
    expect(simulator.instances()).toHaveLength(1);
  });

  test("bound the wait for a free connection too", async () => {
    const { simulator, plugin } = await setUp({ configuration: { "act365:maxConcurrentRequests": "1" } });
    simulator.faults.add({ call: "every", fault: { kind: "stall", when: "beforeHeaders" } });
    const slow = totalFailureOf(plugin.create(declaration(within("3s"))));
    const waiting = totalFailureOf(plugin.create(declaration({ name: "waiting", ...within("1s") })));
    expect(await timeOf(waiting)).toBeLessThan(10_000);
    expect(await waiting).toBe(
      "GET /elements/actessentials/instances was not sent: the operation's timeout of 1 s has expired. Allow more time with customTimeouts" +
        linkTo("timeout"),
    );
    expect(await slow).toMatch(/^GET \/elements\/actessentials\/instances: no complete response within/);
    expect(simulator.requests).toHaveLength(1);
  });
});
