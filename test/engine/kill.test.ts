import { truncateSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { seeded } from "../support/seeded";
import { attributeFiles, expectOneEach, moment, posts, recover, UP } from "./killing";
import { crm, program, stage } from "./stage";

const forever = new Promise<void>(() => {});

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

  expect(await recover(set.project)).toContain("instead of creating a second one");
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
  expect(await recover(project)).toContain("warning: adopted instance");
  await expectOneEach(set);
});

test("killed when the response is there but not in the state: the next up keeps or adopts the instance", async () => {
  const { set, up, release } = await heldPost();
  // The engine stands still, so it should not write the state when the plugin tells it the id.
  up.process.kill("SIGSTOP");
  release();
  while (set.platform.requests.at(-1)?.status !== 200) await setTimeout(5);
  await setTimeout(300);
  await up.killAll();

  // On a busy machine the engine may have come to write its state before it stood still.
  expect(await recover(set.project)).toMatch(/warning: adopted instance|2 unchanged/);
  await expectOneEach(set);
});

test("only the CLI is killed and its plugin finishes the POST: the next up takes the instance over", async () => {
  const { set, up, release, committed } = await heldPost();
  up.process.kill("SIGKILL");
  await up.ended;
  release();
  await committed;

  expect(await recover(set.project)).toContain("warning: adopted instance");
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
