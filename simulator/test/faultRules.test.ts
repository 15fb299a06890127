import type { FaultRule, Simulator } from "../src/index";
import { call, create, seeded, simulator } from "./support";

const broken = { kind: "status", status: 500 } as const;

/** Statuses of so many calls of the same kind. */
async function statuses(target: Simulator, count: number, path = "/organizations/me"): Promise<number[]> {
  const found: number[] = [];
  for (let index = 0; index < count; index += 1) found.push((await call(target, "GET", path)).status);
  return found;
}

async function withRule(rule: Omit<FaultRule, "fault">, random?: () => number) {
  const target = await simulator(random ? { random } : {});
  target.faults.add({ ...rule, fault: broken });
  return target;
}

describe("a fault rule", () => {
  it.each<[string, Omit<FaultRule, "fault">, number[]]>([
    ["the next call only", {}, [500, 200, 200, 200]],
    ["the third call", { call: 3 }, [200, 200, 500, 200]],
    ["some calls", { call: [1, 4] }, [500, 200, 200, 500]],
    ["every call", { call: "every" }, [500, 500, 500, 500]],
    ["never", { probability: 0 }, [200, 200, 200, 200]],
    ["always", { probability: 1 }, [500, 500, 500, 500]],
    ["the second call, surely", { call: 2, probability: 1 }, [200, 500, 200, 200]],
  ])("plays on %s", async (_name, rule, expected) => {
    expect(await statuses(await withRule(rule), 4)).toEqual(expected);
  });

  it("plays with a probability, the same way for the same random numbers", async () => {
    const first = await statuses(await withRule({ probability: 0.5 }, seeded(3)), 20);
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await statuses(await withRule({ probability: 0.5 }, seeded(3)), 20)).toEqual(first);
  });

  it.each<[string | RegExp, string, boolean]>([
    ["/instances", "/instances?tags[]=x", true],
    ["/instances", "/instances/1", false],
    ["/instances/*", "/instances/1", true],
    ["/instances/*", "/instances/1/configuration", false],
    ["/elements/*/instances", "/elements/box/instances", true],
    ["/instances.", "/instances1", false],
    [/^\/instances/, "/instances/1", true],
    [/organizations/g, "/instances", false],
  ])("with the path %p and the request %s: played %p", async (path, request, expected) => {
    const target = await withRule({ path });
    await call(target, "GET", request);
    expect(target.faults.played).toBe(expected ? 1 : 0);
  });

  it("plays for its verb only, however that is written", async () => {
    const target = await withRule({ method: "delete" });
    expect((await call(target, "GET", "/organizations/me")).status).toBe(200);
    expect((await call(target, "DELETE", "/instances/1")).status).toBe(500);
  });

  it("counts its calls from when it was added, and only those that match", async () => {
    const target = await simulator();
    await statuses(target, 3);
    target.faults.add({ path: "/organizations/me", call: 2, fault: broken });
    await call(target, "GET", "/instances");
    expect(await statuses(target, 3)).toEqual([200, 500, 200]);
  });

  it("plays no more after clear", async () => {
    const target = await withRule({ call: "every" });
    expect(await statuses(target, 1)).toEqual([500]);
    target.faults.clear();
    expect(await statuses(target, 1)).toEqual([200]);
    expect(target.faults.played).toBe(1);
  });
});

describe("several rules on one call", () => {
  it("play together: the first one that responds wins, the others slow it down or hide what it made", async () => {
    const waits: number[] = [];
    const target = await simulator({ sleep: async (ms) => void waits.push(ms) });
    target.faults.add({ method: "POST", fault: { kind: "slowHeaders", ms: 20 } });
    target.faults.add({ method: "POST", fault: { kind: "status", status: 502, when: "afterCommit" } });
    target.faults.add({ method: "POST", fault: { kind: "malformed" } });
    target.faults.add({ method: "POST", fault: { kind: "slowHeaders", ms: 10 } });
    await expect(create(target)).rejects.toThrow();
    expect(target.requests[0]?.status).toBe(502);
    expect(waits).toEqual([30]);
    expect(target.faults.played).toBe(4);
  });
});
