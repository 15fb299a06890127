import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { EXAMPLES } from "./install";

/** What starts a pipeline. */
export type Trigger = "pull request" | "push" | "night" | "by hand";

const ON_GITHUB = { "pull request": "pull_request", push: "push", night: "schedule", "by hand": "workflow_dispatch" };
const ON_GITLAB = { "pull request": "merge_request_event", push: "push", night: "schedule", "by hand": "web" };

/** A line of shell that a pipeline runs. */
export interface Step {
  readonly run: string;
  /** Whether it also runs after another one has failed. */
  readonly always: boolean;
}

interface GithubStep {
  readonly if?: string;
  readonly run?: string;
}

/** What GitHub Actions would run, in order. */
export function stepsOnGithub(trigger: Trigger): Step[] {
  const { jobs }: { jobs: Record<string, { steps: GithubStep[] }> } = read(".github/workflows/act365.yml");
  return Object.values(jobs)
    .flatMap(({ steps }) => steps)
    .filter((step) => step.if?.includes(`github.event_name == '${ON_GITHUB[trigger]}'`) ?? true)
    .flatMap((step) => (step.run === undefined ? [] : [{ run: step.run, always: isAlways(step) }]));
}

function isAlways(step: GithubStep): boolean {
  return step.if?.includes("!cancelled()") ?? false;
}

interface Job {
  readonly rules?: readonly { readonly if: string }[];
  readonly script: readonly string[];
}

/** What GitLab CI would run, in order; what every job begins with only once. */
export function stepsOnGitlab(trigger: Trigger): Step[] {
  const { variables, default: common, ...jobs } = read(".gitlab-ci.yml");
  const chosen = Object.values<Job>(jobs).filter(({ rules = [] }) =>
    rules.some((rule) => rule.if.includes(`== "${ON_GITLAB[trigger]}"`)),
  );
  const [first, ...others] = [...chosen].map(({ script }) => script);
  return [
    ...[...common.before_script, ...(first ?? [])].map((run) => ({ run, always: false })),
    // Jobs of one stage run whatever becomes of each other.
    ...others.flatMap((script) => script.map((run, line) => ({ run, always: line === 0 }))),
  ];
}

/** One script that does what a pipeline does with the steps: it fails if any of them did. */
export function scriptOf(steps: readonly Step[]): string {
  const lines = steps.map(({ run, always }) => `${always ? "" : "((status)) || "}{ ${run}; } || status=1`);
  return ["status=0", ...lines, "exit $status"].join("\n");
}

function read(file: string) {
  return parse(readFileSync(join(EXAMPLES, "gitops", file), "utf8"));
}
