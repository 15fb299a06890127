import { readdirSync, rmSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Project } from "../support/pulumi";
import { seeded } from "../support/seeded";
import { crm, expectNoProcesses, instancesInState, program, type Stage, stage } from "./stage";

const UP = ["up", "--yes", "--skip-preview", "--stack", "dev", "--parallel", "8"];
const forever = new Promise<void>(() => {});

/** Something that can be waited for, and made to happen. */
function moment(): { come: Promise<void>; now(): void } {
  let now = () => {};
  const come = new Promise<void>((resolve) => {
    now = resolve;
  });
  return { come, now: () => now() };
}

/** Resolves when the platform has heard of so many POSTs, or has done their work. */
function posts({ platform }: Stage, event: "onRequest" | "onCommit", count = 1): Promise<void> {
  const { come, now } = moment();
  let seen = 0;
  platform[event](({ method }) => {
    if (method === "POST") seen += 1;
    if (seen >= count) now();
  });
  return come;
}

/**
 * The files that a backend in a folder keeps beside each state. The engine writes them in place, so a kill may leave one
 * empty, and then no command can read the state. They hold nothing that matters.
 */
function attributeFiles({ folder }: Project): string[] {
  const state = join(folder, "state");
  return readdirSync(state, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json.attrs"))
    .map((file) => join(state, file));
}

/** What Pulumi tells a user to do after a crash, and what docs/reliability.md adds. */
async function recover(project: Project): Promise<string> {
  for (const file of attributeFiles(project)) if (statSync(file).size === 0) rmSync(file);
  await project.pulumi(["cancel", "--yes", "--stack", "dev"]);
  return (await project.up()).output;
}

/** Every declaration has one live instance, the one in the state, and destroy deletes them all. */
async function expectOneEach({ platform, project }: Stage, declared = 1): Promise<void> {
  const inState = (await instancesInState(project)).map(({ id }) => id);
  expect(inState).toHaveLength(declared);
  expect(
    platform
      .instances()
      .map(({ id }) => String(id))
      .sort(),
  ).toEqual(inState.sort());
  await project.destroy();
  expect(platform.instances()).toEqual([]);
  await expectNoProcesses(project);
}

/** An up whose POST the platform has got, and keeps until it is released. */
async function heldPost() {
  const set = await stage(crm());
  const release = moment();
  set.platform.faults.add({ method: "POST", fault: { kind: "hold", until: release.come } });
  const [arrived, committed] = [posts(set, "onRequest"), posts(set, "onCommit")];
  const up = set.project.start(UP);
  await arrived;
  return { set, up, release: release.now, committed };
}

test("killed while the POST is under way, which is lost: the next up makes the instance", async () => {
  const { set, up } = await heldPost();
  await up.killAll();
  await up.ended;

  expect(set.platform.instances()).toEqual([]);
  expect(await recover(set.project)).toContain("interrupted while creating");
  await expectOneEach(set);
});

test("killed while the POST is under way, which the platform finishes: the next up takes the instance over", async () => {
  const { set, up, release, committed } = await heldPost();
  await up.killAll();
  release();
  await committed;

  expect(await recover(set.project)).toContain("it is taken over, no second one is created");
  await expectOneEach(set);
});

test("killed when the instance is there but the answer is not: the next up takes it over", async () => {
  const set = await stage(crm());
  const { platform, project } = set;
  platform.faults.add({ method: "POST", fault: { kind: "hold", until: forever, when: "afterCommit" } });
  const committed = posts(set, "onCommit");
  const up = project.start(UP);
  await committed;
  await up.killAll();

  expect(platform.instances()).toHaveLength(1);
  expect(await recover(project)).toContain("it is taken over");
  await expectOneEach(set);
});

test("killed when the answer is there but not in the state: the next up keeps or takes over the instance", async () => {
  const { set, up, release } = await heldPost();
  // The engine stands still, so it should not write the state when the plugin tells it the id.
  up.process.kill("SIGSTOP");
  release();
  while (set.platform.requests.at(-1)?.status !== 200) await setTimeout(5);
  await setTimeout(300);
  await up.killAll();

  // On a busy machine the engine may have come to write its state before it stood still.
  expect(await recover(set.project)).toMatch(/it is taken over|2 unchanged/);
  await expectOneEach(set);
});

test("only the CLI is killed and its plugin finishes the POST: the next up takes the instance over", async () => {
  const { set, up, release, committed } = await heldPost();
  up.process.kill("SIGKILL");
  await up.ended;
  release();
  await committed;

  expect(await recover(set.project)).toContain("it is taken over");
  await up.killAll();
  await expectOneEach(set);
});

test("killed while the engine writes what stands beside its state: without that file the state is read as it is", async () => {
  const set = await stage(crm());
  await set.project.up();
  for (const file of attributeFiles(set.project)) truncateSync(file);
  expect((await set.project.up({ fails: true })).output).toContain("EOF");
  expect(await recover(set.project)).toContain("2 unchanged");
  await expectOneEach(set);
});

test("killed at random points with several instances under way: there is one instance for each declaration", async () => {
  const declared = 6;
  const set = await stage(
    program(
      `for (let n = 0; n < ${declared}; n += 1) new Act365Instance(\`crm-\${n}\`, { ...keys, tags: ["sales"] });`,
    ),
    { platform: { latency: [50, 250] } },
  );
  const random = seeded(20201127);
  for (let round = 0; round < 4; round += 1) {
    const arrived = posts(set, "onRequest");
    const up = set.project.start(UP);
    await arrived;
    await setTimeout(random() * 500);
    await up.killAll();
    await up.ended;
    await recover(set.project);
    await expectOneEach(set, declared);
  }
});
