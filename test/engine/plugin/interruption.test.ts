import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { EXECUTABLE } from "../../../tools/plugin/launcher";
import { expectNoProcesses, onlyInstance } from "../setUp";
import { crm, onlyResource, setUp } from "./setUp";

const UP = ["up", "--yes", "--skip-preview", "--stack", "dev"];

/** Whether a process is the plugin. */
function isPlugin(id: number): boolean {
  try {
    return execFileSync("ps", ["-o", "args=", "-p", String(id)], { encoding: "utf8" }).includes(EXECUTABLE);
  } catch {
    // It has just ended.
    return false;
  }
}

test("Ctrl-C ends the wait of a creation at once and says what may exist; the next up adopts it", async () => {
  const { platform, project } = await setUp(crm());
  // The POST is done, but nobody hears of it, and its instance is not listed at first.
  platform.faults.add({ method: "POST", fault: { kind: "close", when: "afterCommit" } });
  platform.faults.add({ method: "POST", fault: { kind: "lateVisibility", lists: 2 } });
  const posted = new Promise<void>((resolve) => {
    platform.onCommit(({ method }) => method === "POST" && resolve());
  });
  const looked = posted.then(
    () => new Promise<void>((resolve) => platform.onRequest(({ method }) => method === "GET" && resolve())),
  );
  const { process: cli, ended } = project.start(UP);
  await looked;
  const start = Date.now();
  cli.kill("SIGINT");
  const { output, status } = await ended;
  expect(status).not.toBe(0);
  expect(Date.now() - start).toBeLessThan(20_000);
  expect(output).toContain("It is not known whether an instance was created: POST /instances");
  expect(output).toContain("was cancelled. Run pulumi up again: it looks first");
  await expectNoProcesses(project);

  await project.up();
  expect((await onlyResource(project)).id).toBe(String(onlyInstance(platform).id));
});

test("an engine that is killed takes the plugin with it", async () => {
  const { platform, project } = await setUp(crm());
  platform.faults.add({ method: "POST", fault: { kind: "hold", until: new Promise(() => undefined) } });
  const posted = new Promise<void>((resolve) => {
    platform.onRequest(({ method }) => method === "POST" && resolve());
  });
  const { process: cli } = project.start(UP);
  await posted;
  const plugins = () => project.processes().filter(isPlugin);
  expect(plugins()).toHaveLength(1);
  cli.kill("SIGKILL");
  await once(cli, "exit");
  for (let tries = 0; tries < 100 && plugins().length > 0; tries += 1) await setTimeout(100);
  expect(plugins()).toEqual([]);
});
