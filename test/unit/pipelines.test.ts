import { readFileSync } from "node:fs";
import { join } from "node:path";
import { github, gitlab, readGitops } from "../examples/pipelines";
import { ROOT } from "../support/docs/pages";

const SECRETS = /ACT365_(USER|ORGANIZATION)_SECRET/;
const BASE_URL = "https://api.cloud-elements.com/elements/api-v2";

test("the page quotes both pipelines as they are in the example", () => {
  const page = readFileSync(join(ROOT, "docs", "gitops.md"), "utf8");
  const quoted = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block]) => block);
  expect(quoted).toEqual([readGitops(".github/workflows/act365.yml"), readGitops(".gitlab-ci.yml")]);
});

test("every job of both pipelines has the platform's URL, and none takes it away", () => {
  expect(github().env["ACT365_BASE_URL"]).toBe(BASE_URL);
  for (const { env, steps } of Object.values(github().jobs)) {
    expect(JSON.stringify([env, steps])).not.toContain("ACT365_BASE_URL");
  }
  expect(gitlab().variables["ACT365_BASE_URL"]).toBe(BASE_URL);
  for (const { variables } of Object.values(gitlab().jobs)) {
    expect(Object.keys(variables ?? {})).not.toContain("ACT365_BASE_URL");
  }
});

describe("GitHub Actions", () => {
  const { on, env, concurrency, jobs } = github();
  const { preview, ...others } = jobs;

  test("each pull request has a queue of its own, and nothing that runs or waits is canceled", () => {
    const group = `act365-\${{ github.event.number || 'prod' }}`;
    expect(concurrency).toEqual({ group, "cancel-in-progress": false, queue: "max" });
  });

  test("a fork's code never runs, and a pull request's code runs without the platform's secrets", () => {
    expect(Object.keys(on)).toEqual(["pull_request", "push", "schedule", "workflow_dispatch"]);
    expect(preview?.if).toMatch(/ && github\.event\.pull_request\.head\.repo\.full_name == github\.repository$/);
    expect(JSON.stringify([env, preview])).not.toMatch(/secrets\./);
    for (const job of Object.values(others)) expect(job.if).toMatch(/^github\.event_name == '(?!pull_request)\w+'$/);
  });

  test("secrets come from environments alone, and only what a person approved may write to the stack", () => {
    const rights = Object.entries(jobs).map(([name, job]) => [name, job.environment, job.env?.["PULUMI_TEAM"]]);
    expect(rights).toEqual([
      ["preview", "act365-preview", "act365-read"],
      ["plan", "act365-check", "act365-read"],
      ["up", "act365-apply", "act365-write"],
      ["night", "act365-check", "act365-read"],
      ["recover", "act365-apply", "act365-write"],
    ]);
  });

  test("no key to the state or to a cloud is stored: each job asks for a token", () => {
    const stored = readGitops(".github/workflows/act365.yml").match(/secrets\.\w+/g) ?? [];
    for (const secret of stored) expect(secret).toMatch(SECRETS);
    for (const { permissions, steps } of Object.values(jobs)) {
      expect(permissions).toMatchObject({ contents: "read", "id-token": "write" });
      expect(steps.filter(({ uses }) => uses?.startsWith("pulumi/auth-actions@"))).toHaveLength(1);
    }
  });

  test("the preview is a comment on the pull request", () => {
    expect(preview?.permissions).toMatchObject({ "pull-requests": "write" });
    expect(preview?.steps.at(-1)?.with).toMatchObject({ command: "preview", "comment-on-pr": true });
  });
});

describe("GitLab CI", () => {
  const { variables, common, jobs } = gitlab();

  test("a fork's code never runs, and a merge request's code runs without the platform's secrets", () => {
    expect(jobs["preview"]?.rules).toEqual([
      {
        if: '$CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID',
      },
    ]);
    // Protected variables are not in the file; nothing may bring them into it.
    expect(JSON.stringify([variables, common, jobs])).not.toMatch(SECRETS);
  });

  test("each merge request has a queue of its own, and all else runs one at a time", () => {
    const { preview, ...others } = jobs;
    expect(preview?.resource_group).toBe("act365-$CI_MERGE_REQUEST_IID");
    expect(Object.keys(others)).toEqual(["plan", "up", "drift", "orphans", "recover"]);
    for (const job of Object.values(others)) expect(job.resource_group).toBe("act365-prod");
  });

  test("only what a person starts may write to the stack", () => {
    expect(variables["PULUMI_TEAM"]).toBe("act365-read");
    const writing = Object.values(jobs).filter((job) => job.variables?.["PULUMI_TEAM"] === "act365-write");
    expect(writing.map(({ environment, rules }) => [environment, rules?.map((rule) => rule.when)])).toEqual([
      ["act365-apply", ["manual"]],
      ["act365-apply", ["manual"]],
    ]);
  });

  test("no key to the state is stored: each job asks for a token", () => {
    expect(common.id_tokens).toEqual({ PULUMI_ID_TOKEN: { aud: "urn:pulumi:org:acme" } });
    expect(common.before_script.at(-1)).toBe(
      'pulumi login --oidc-token "$PULUMI_ID_TOKEN" --oidc-org acme --oidc-team "$PULUMI_TEAM"',
    );
  });
});
