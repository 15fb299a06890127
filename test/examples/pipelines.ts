import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { EXAMPLES } from "./install";

/** What starts a pipeline. */
export type Trigger = "pull request" | "push" | "night" | "by hand";

const ON_GITHUB = { "pull request": "pull_request", push: "push", night: "schedule", "by hand": "workflow_dispatch" };
const ON_GITLAB = { "pull request": "merge_request_event", push: "push", night: "schedule", "by hand": "web" };

interface Step {
  readonly if?: string;
  readonly run?: string;
}

/** The lines of shell that GitHub Actions would run, in order. */
export function stepsOnGithub(trigger: Trigger): string[] {
  const { jobs }: { jobs: Record<string, { steps: Step[] }> } = read(".github/workflows/act365.yml");
  return Object.values(jobs)
    .flatMap(({ steps }) => steps)
    .filter((step) => step.if?.includes(`github.event_name == '${ON_GITHUB[trigger]}'`) ?? true)
    .flatMap(({ run }) => run ?? []);
}

interface Job {
  readonly rules?: readonly { readonly if: string }[];
  readonly script: readonly string[];
}

/** The lines of shell that GitLab CI would run, in order; what every job begins with only once. */
export function stepsOnGitlab(trigger: Trigger): string[] {
  const { variables, default: common, ...jobs } = read(".gitlab-ci.yml");
  const chosen = Object.values<Job>(jobs)
    .filter(({ rules = [] }) => rules.some((rule) => rule.if.includes(`== "${ON_GITLAB[trigger]}"`)))
    .flatMap(({ script }) => script);
  return [...common.before_script, ...chosen];
}

function read(file: string) {
  return parse(readFileSync(join(EXAMPLES, "gitops", file), "utf8"));
}
