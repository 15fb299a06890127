import { configurationFor, declaration, requestsTo, startPlatform } from "../../support/platform";
import { startPlugin } from "../frontEnd";
import { startLimited } from "../servers";
import { liveIds, setUp, startManaged, timeOf, totalFailureOf, within } from "../setUp";

describe("case 10: the platform limits requests", () => {
  test("case 10a: Retry-After in seconds is waited for", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.faults.add({ fault: { kind: "status", status: 429, retryAfter: 2 } });
    const took = await timeOf(plugin.read(id, state));
    expect(took).toBeGreaterThanOrEqual(2_000);
    expect(took).toBeLessThan(10_000);
    expect(plugin.output()).toMatch(
      /returned 429: .*lower act365:maxConcurrentRequests, or try again later; again in 2 s/,
    );
  });

  test("case 10b: Retry-After as a date is waited for", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    const inThreeSeconds = new Date(Date.now() + 3_000).toUTCString();
    simulator.faults.add({ fault: { kind: "status", status: 429, retryAfter: inThreeSeconds } });
    // A date has no fractions of a second.
    expect(await timeOf(plugin.read(id, state))).toBeGreaterThan(1_500);
    expect(requestsTo(simulator)).toHaveLength(2);
  });

  test.each([
    ["zero", 0],
    ["a date that is over", "Thu, 01 Jan 1998 00:00:00 GMT"],
  ])("case 10c: Retry-After of %s is tried again at once", async (_, retryAfter) => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.faults.add({ call: [1, 2, 3], fault: { kind: "status", status: 429, retryAfter } });
    await plugin.read(id, state);
    expect(requestsTo(simulator)).toHaveLength(4);
    // The usual back-off would come to seconds by now.
    const waits = [...plugin.output().matchAll(/of 5 in (.*)$/gm)].map(([, wait]) => wait);
    expect(waits).toEqual(Array(3).fill(expect.stringMatching(/^\d+ ms$/)));
  });

  test("case 10d: Retry-After that is neither means the usual back-off", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    const strange = ["soon", "-5", "1.5", "Mon", ""];
    for (const retryAfter of strange) {
      simulator.faults.add({ fault: { kind: "status", status: 429, retryAfter } });
      await plugin.read(id, state);
    }
    const waits = [...plugin.output().matchAll(/try 2 of 5 in (.*)$/gm)].map(([, wait]) => wait);
    expect(waits).toEqual(Array(strange.length).fill(expect.stringMatching(/^(2[5-9]\d|[34]\d\d|500) ms$/)));
  });

  test("case 10e: Retry-After beyond the timeout is an error at once, that says when to come back", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, within("5m"));
    simulator.faults.add({ call: "every", fault: { kind: "status", status: 429, retryAfter: 3_600 } });
    for (const call of [
      () => plugin.create(inputs),
      () => plugin.read(id, state),
      () => plugin.update(id, state, { ...inputs, name: "other" }),
      () => plugin.delete(id, state),
    ]) {
      simulator.requests.length = 0;
      const failed = totalFailureOf(call());
      expect(await timeOf(failed)).toBeLessThan(10_000);
      const [, when = ""] =
        /The platform asks to wait 1 h, .*: try again after (\S+), or allow more time/.exec(await failed) ?? [];
      expect(Math.abs(Date.parse(when) - Date.now() - 3_600_000)).toBeLessThan(5_000);
      expect(simulator.requests).toHaveLength(1);
    }
  });

  test("case 10k: a call during a pause that lasts beyond its timeout fails at once, too", async () => {
    const { simulator, plugin, id, state } = await startManaged({}, within("10s"));
    simulator.faults.add({ call: "every", fault: { kind: "status", status: 429, retryAfter: 40 } });
    await totalFailureOf(plugin.read(id, state));
    const failed = totalFailureOf(plugin.delete(id, state));
    expect(await timeOf(failed)).toBeLessThan(5_000);
    expect(await failed).toMatch(
      /^DELETE \S+ was not sent: the platform limits requests, .*: try again after \S+Z, or/,
    );
  });

  test("case 10f: a POST that gets a 429 response was not done, and is sent again; there is one instance", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", call: [1, 2, 3], fault: { kind: "status", status: 429, retryAfter: 0 } });
    const { id } = await plugin.create(declaration());
    expect(liveIds(simulator)).toEqual([id]);
    expect(requestsTo(simulator)).toEqual([
      "GET /elements/actessentials/instances",
      ...Array(4).fill("POST /instances"),
      "GET /elements/actessentials/instances",
    ]);
  });

  test("case 10g: after five tries the error is final", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "POST", call: "every", fault: { kind: "status", status: 429, retryAfter: 0 } });
    expect(await totalFailureOf(plugin.create(declaration()))).toMatch(/^POST \/instances returned 429/);
    expect(requestsTo(simulator)).toEqual([
      "GET /elements/actessentials/instances",
      ...Array(5).fill("POST /instances"),
    ]);
    expect(simulator.instances()).toEqual([]);
  });

  test("case 10h: creations that all get a 429 wait together, and then succeed with one instance each", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ call: "every", fault: { kind: "status", status: 429, retryAfter: 1 } });
    setTimeout(() => simulator.faults.clear(), 3_000);
    const created = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        plugin.create(declaration({ ownerTag: `pulumi:project/dev/${n}:0123456789` })),
      ),
    );
    expect(liveIds(simulator).sort()).toEqual(created.map(({ id }) => id).sort());
    expect(new Set(created.map(({ id }) => id)).size).toBe(30);
    expect(plugin.output().match(/; again in 1 s$/gm)?.length).toBeGreaterThan(0);
  });

  test("case 10i: many creations on a platform that accepts twenty requests a second all end without an error", async () => {
    const simulator = await startPlatform();
    const limited = await startLimited(simulator, 20);
    const plugin = await startPlugin({ ...configurationFor(simulator), "act365:baseUrl": limited.url });
    const created = await Promise.all(
      Array.from({ length: 64 }, (_, n) =>
        plugin.create(declaration({ ownerTag: `pulumi:project/dev/${n}:0123456789` })),
      ),
    );
    expect(new Set(created.map(({ id }) => id)).size).toBe(64);
    expect(simulator.instances()).toHaveLength(64);
  });

  test("case 10j: a creation that the rate limit turns away again and again is tried more than five times", async () => {
    const { simulator, plugin } = await setUp();
    const calls = Array.from({ length: 7 }, (_, n) => n + 1);
    simulator.faults.add({ method: "POST", call: calls, fault: { kind: "status", status: 429, retryAfter: 1 } });
    const { id } = await plugin.create(declaration());
    expect(liveIds(simulator)).toEqual([id]);
  });
});
