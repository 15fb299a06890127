import { truncateSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { seeded } from "../support/seeded";
import { FRONT_ENDS, type FrontEnd } from "./frontEnds";
import { attributeFiles, expectOneEach, moment, posts, recover, UP } from "./killing";

const forever = new Promise<void>(() => {});

/** An up whose POST the platform has got, and keeps until it is released. */
async function heldPost({ setUp, crm }: FrontEnd) {
  const setup = await setUp(crm());
  const release = moment();
  setup.platform.faults.add({ method: "POST", fault: { kind: "hold", until: release.come } });
  const [arrived, committed] = [posts(setup, "onRequest"), posts(setup, "onCommit")];
  const up = setup.project.start(UP);
  await arrived;
  return { setup, up, release: release.now, committed };
}

describe.each(FRONT_ENDS)("%s", (_, frontEnd) => {
  test("killed during the POST, which does not arrive: the next up creates the instance", async () => {
    const { setup, up } = await heldPost(frontEnd);
    await up.killAll();
    await up.ended;

    expect(setup.platform.instances()).toEqual([]);
    expect(await recover(setup.project)).toContain("interrupted while creating");
    await expectOneEach(setup);
  });

  test("killed during the POST, which the platform finishes: the next up adopts the instance", async () => {
    const { setup, up, release, committed } = await heldPost(frontEnd);
    await up.killAll();
    release();
    await committed;

    expect(await recover(setup.project)).toContain("instead of creating a second one");
    await expectOneEach(setup);
  });

  test("killed when the instance exists but the response has not arrived: the next up adopts it", async () => {
    const setup = await frontEnd.setUp(frontEnd.crm());
    const { platform, project } = setup;
    platform.faults.add({ method: "POST", fault: { kind: "hold", until: forever, when: "afterCommit" } });
    const committed = posts(setup, "onCommit");
    const up = project.start(UP);
    await committed;
    await up.killAll();

    expect(platform.instances()).toHaveLength(1);
    expect(await recover(project)).toContain("warning: adopted instance");
    await expectOneEach(setup);
  });

  test("killed after the response arrived, before the state has it: the next up keeps or adopts the instance", async () => {
    const { setup, up, release } = await heldPost(frontEnd);
    // The engine stands still, so it should not write the state when the plugin tells it the id.
    up.process.kill("SIGSTOP");
    release();
    while (setup.platform.requests.at(-1)?.status !== 200) await setTimeout(5);
    await setTimeout(300);
    await up.killAll();

    // On a busy machine the engine may have come to write its state before it stood still.
    expect(await recover(setup.project)).toMatch(/warning: adopted instance|2 unchanged/);
    await expectOneEach(setup);
  });

  test("only the CLI is killed and its plugin finishes the POST: the next up adopts the instance", async () => {
    const { setup, up, release, committed } = await heldPost(frontEnd);
    up.process.kill("SIGKILL");
    await up.ended;
    release();
    await committed;

    expect(await recover(setup.project)).toContain("warning: adopted instance");
    await up.killAll();
    await expectOneEach(setup);
  });

  test("killed while the engine writes the file of attributes beside its state: without that file the state is read as it is", async () => {
    const setup = await frontEnd.setUp(frontEnd.crm());
    await setup.project.up();
    for (const file of attributeFiles(setup.project)) truncateSync(file);
    expect((await setup.project.up({ fails: true })).output).toContain("EOF");
    expect(await recover(setup.project)).toContain("2 unchanged");
    await expectOneEach(setup);
  });

  test("killed at random points while several instances are created: there is one instance for each declaration", async () => {
    const declared = 6;
    const setup = await frontEnd.setUp(
      frontEnd.program(
        `for (let n = 0; n < ${declared}; n += 1) new ${frontEnd.resource}(\`crm-\${n}\`, { ...keys, tags: ["sales"] });`,
      ),
      { platform: { latency: [50, 250] } },
    );
    const random = seeded(20201127);
    for (let round = 0; round < 4; round += 1) {
      const arrived = posts(setup, "onRequest");
      const up = setup.project.start(UP);
      await arrived;
      await setTimeout(random() * 500);
      await up.killAll();
      await up.ended;
      await recover(setup.project);
      await expectOneEach(setup, declared);
    }
  });
});
