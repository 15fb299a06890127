import { setTimeout } from "node:timers/promises";
import type { Project, Run } from "../support/pulumi";
import { FRONT_ENDS } from "./frontEnds";
import { crm, expectNoProcesses, onlyInstance, onlyResource, requestsDuring, type Setup, setUp } from "./setUp";

const UP = ["up", "--yes", "--skip-preview", "--stack", "dev"];

/** Resolves when the platform has got a POST. */
function post({ platform }: Setup): Promise<void> {
  return new Promise((resolve) => {
    platform.onRequest(({ method }) => {
      if (method === "POST") resolve();
    });
  });
}

/** Presses Ctrl-C when the platform has got the POST. */
async function interrupted(setup: Setup, afterwards: (project: Project) => Promise<void>): Promise<Run> {
  const arrived = post(setup);
  const up = setup.project.start(UP);
  await arrived;
  // As a terminal does: it signals the CLI's process group, and the CLI's plugins have groups of their own.
  process.kill(-(up.process.pid ?? 0), "SIGINT");
  await afterwards(setup.project);
  return up.ended;
}

describe.each(FRONT_ENDS)("%s", (_, frontEnd) => {
  test("of two ups at once on one backend the second is refused by the state's lock, and there is one instance", async () => {
    const setup = await frontEnd.setUp(frontEnd.crm());
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    setup.platform.faults.add({ method: "POST", fault: { kind: "hold", until } });
    const arrived = post(setup);
    const first = setup.project.start(UP);
    await arrived;

    const second = await setup.project.up({ fails: true });
    expect(second.output).toContain("the stack is currently locked by 1 lock(s)");
    release();
    expect((await first.ended).status).toBe(0);
    const { id } = onlyInstance(setup.platform);
    expect((await onlyResource(setup.project)).id).toBe(String(id));
    expect(await requestsDuring(setup.platform, setup.project.up)).toEqual([]);
  });

  test("Ctrl-C during a slow POST waits for its response and keeps the instance in the state", async () => {
    const setup = await frontEnd.setUp(frontEnd.crm(), { platform: { latency: 2_000 } });
    const run = await interrupted(setup, async () => {});
    expect(run.status).not.toBe(0);
    expect(run.output).toContain("^C received; cancelling");
    const { id } = onlyInstance(setup.platform);
    expect((await onlyResource(setup.project)).id).toBe(String(id));
    await expectNoProcesses(setup.project);
    expect(await requestsDuring(setup.platform, setup.project.up)).toEqual([]);
  });
});

// The plugin hears of the Ctrl-C, and does not look: test/engine/plugin/interruption.test.ts.
test("Ctrl-C during a POST that never gets a response ends with the create's time limit, and finds what it made", async () => {
  const setup = await setUp(crm({}, { customTimeouts: { create: "3s" } }));
  setup.platform.faults.add({ method: "POST", fault: { kind: "stall", when: "beforeHeaders" } });
  const start = Date.now();
  const run = await interrupted(setup, () => setTimeout(100));
  expect(Date.now() - start).toBeLessThan(60_000);
  expect(run.status).not.toBe(0);
  expect(run.output).toContain("no complete response within 2 s");
  expect((await onlyResource(setup.project)).id).toBe(String(onlyInstance(setup.platform).id));
  expect(await requestsDuring(setup.platform, setup.project.up)).toEqual([]);
});
