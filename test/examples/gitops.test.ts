import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "act365-simulator";
import { parse } from "yaml";
import { observe } from "../support/canary";
import { type Example, setUpExample } from "./example";
import { startObjectStore } from "./objectStore";
import { commandsOf, gitlab, scriptOf, stepsOnGithub, stepsOnGitlab, type Trigger } from "./pipelines";

/** What only a person at a terminal has; a pipeline's steps do without. */
const AS_IN_A_PIPELINE: NodeJS.ProcessEnv = {
  ACT365_API_KEY: undefined,
  ACT365_DEVELOPER_KEY: undefined,
  STACK: "prod",
  PULUMI_SKIP_CONFIRMATIONS: undefined,
  PULUMI_OPTION_SKIP_PREVIEW: undefined,
  PULUMI_OPTION_NON_INTERACTIVE: undefined,
};

type RunPipeline = (trigger: Trigger, fails?: boolean, more?: NodeJS.ProcessEnv) => Promise<string>;

/** The gitops example with its state in a bucket, after what a person does once. */
async function setUpGitops(): Promise<Example & { pipeline: RunPipeline }> {
  const { environment } = await startObjectStore();
  const example = await setUpExample("gitops", { environment });
  await example.nextBlock();
  return {
    ...example,
    pipeline: (trigger, fails = false, more = {}) =>
      example.shell.run(scriptOf(stepsOnGithub(trigger)), { fails, environment: { ...AS_IN_A_PIPELINE, ...more } }),
  };
}

/** Resolves when the platform has done the work of a POST, whose response never comes. */
function lostPost(platform: Simulator): Promise<void> {
  platform.faults.add({ method: "POST", path: "/instances", fault: { kind: "stall", when: "beforeHeaders" } });
  return new Promise((resolve) => {
    platform.onCommit(({ method }) => {
      if (method === "POST") resolve();
    });
  });
}

test.each<Trigger>(["pull request", "push", "night", "by hand"])(
  "GitLab CI runs the steps of GitHub Actions (%s)",
  (trigger) => {
    const steps = stepsOnGithub(trigger);
    expect(steps.length).toBeGreaterThan(1);
    const commands = (of: typeof steps) => of.map((step) => ({ ...step, run: commandsOf(step) }));
    expect(commands(stepsOnGitlab(trigger))).toEqual(commands(steps));
  },
);

test("the options of GitLab CI's `pulumi login` are ones that the CLI knows", async () => {
  const { shell, nextBlock } = await setUpGitops();
  const help = await shell.run("pulumi login --help");
  const login = gitlab().common.before_script.find((line) => line.startsWith("pulumi login ")) ?? "";
  for (const option of login.match(/--[\w-]+/g) ?? ["none"]) expect(help).toContain(`${option} string`);
  await nextBlock();
});

test("a pull request changes nothing, main makes the instance, the night finds drift, and main repairs it", async () => {
  const { folder, platform, outputs, pipeline, nextBlock } = await setUpGitops();
  const without = { ACT365_USER_SECRET: undefined, ACT365_ORGANIZATION_SECRET: undefined };
  expect(await pipeline("pull request", false, without)).toMatch(/\+ 2 to create/);
  expect(platform.instances()).toEqual([]);

  await pipeline("push");
  const [crm] = platform.instances();
  expect(crm).toMatchObject({ name: "CRM (prod)" });
  expect(await outputs("prod")).toEqual({ instanceId: String(crm?.id), token: crm?.token });
  expect(await pipeline("pull request", false, without)).toMatch(/2 unchanged/);
  expect(await pipeline("night")).toContain("No orphans of act365-gitops/prod.");

  platform.others.change(crm?.id ?? 0, { name: "renamed by hand" });
  for (const _night of ["first", "second"]) {
    const found = await pipeline("night", true);
    expect(found).toContain("renamed by hand");
    expect(found).toMatch(/no changes were expected for refresh/);
    expect(found).toContain("No orphans of act365-gitops/prod.");
  }
  expect(await pipeline("push")).toMatch(/1 updated/);
  expect(platform.instances()).toMatchObject([{ id: crm?.id, name: "CRM (prod)" }]);
  await pipeline("night");

  observe("plan.json", readFileSync(join(folder, "plan.json"), "utf8"));
  const encrypted = { secure: expect.any(String) };
  expect(parse(readFileSync(join(folder, "Pulumi.prod.yaml"), "utf8"))).toEqual({
    encryptionsalt: expect.any(String),
    config: { "act365-gitops:apiKey": encrypted, "act365-gitops:developerKey": encrypted },
  });
  await nextBlock();
  expect(platform.instances()).toEqual([]);
});

test("`up` does no more than its plan has shown: it fails where somebody has changed another property since then", async () => {
  const { platform, shell, pipeline, nextBlock } = await setUpGitops();
  await pipeline("push");
  const id = platform.instances()[0]?.id ?? 0;
  const run = (script: string, fails = false) => shell.run(script, { fails, environment: AS_IN_A_PIPELINE });
  await run("ci/plan.sh");
  platform.others.change(id, { name: "renamed by hand" });
  expect(await run("ci/up.sh", true)).toMatch(/violates plan/);
  expect(platform.instances()).toMatchObject([{ id, name: "renamed by hand" }]);
  await pipeline("push");
  expect(platform.instances()).toMatchObject([{ id, name: "CRM (prod)" }]);
  await nextBlock();
});

test("a second runner is refused by the lock; the first one, killed halfway and recovered, has created one instance", async () => {
  const { platform, shell, pipeline, nextBlock } = await setUpGitops();
  const posted = lostPost(platform);
  const first = shell.start(scriptOf(stepsOnGithub("push")), AS_IN_A_PIPELINE);
  await posted;

  expect(await pipeline("push", true)).toContain("the stack is currently locked by 1 lock");
  await first.killAll();
  await first.ended;
  expect(await pipeline("push", true)).toContain("the stack is currently locked by 1 lock");
  const left = platform.instances();
  expect(left).toHaveLength(1);
  const lost = new RegExp(`^${left[0]?.id} +CRM \\(prod\\) +1 h +act365-gitops/prod/crm +no *$`, "m");
  expect(await pipeline("night", true)).toMatch(lost);

  expect(await pipeline("by hand")).toContain("warning: adopted instance");
  expect(platform.instances()).toEqual(left);
  expect(await pipeline("push")).toContain("2 unchanged");
  expect(await pipeline("night")).toContain("No orphans of act365-gitops/prod.");
  await nextBlock();
  expect(platform.instances()).toEqual([]);
});
