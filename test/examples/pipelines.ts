import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ROOT } from "../support/docs/pages";

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
  readonly uses?: string;
  readonly if?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** A job of GitHub Actions, as far as tests look at it. */
interface GithubJob {
  readonly if: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly GithubStep[];
}

interface GithubPipeline {
  readonly on: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
  readonly concurrency: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, GithubJob>>;
}

/** The pipeline of GitHub Actions. */
export function github(): GithubPipeline {
  return parse(readGitops(".github/workflows/act365.yml"));
}

/** A job of GitLab CI, as far as tests look at it. */
interface GitlabJob {
  readonly environment?: string;
  readonly resource_group?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly rules?: readonly { readonly if: string; readonly when?: string }[];
  readonly script: readonly string[];
}

interface GitlabPipeline {
  readonly variables: Readonly<Record<string, string>>;
  readonly common: { readonly before_script: readonly string[]; readonly id_tokens: Readonly<Record<string, unknown>> };
  readonly jobs: Readonly<Record<string, GitlabJob>>;
}

/** The pipeline of GitLab CI. */
export function gitlab(): GitlabPipeline {
  const { variables, default: common, ...jobs } = parse(readGitops(".gitlab-ci.yml"));
  return { variables, common, jobs };
}

/** What GitHub Actions would run, in order; what every job begins with only once. */
export function stepsOnGithub(trigger: Trigger): Step[] {
  const chosen = Object.values(github().jobs).filter((job) =>
    job.if.includes(`github.event_name == '${ON_GITHUB[trigger]}'`),
  );
  const steps = chosen.flatMap((job) => job.steps.flatMap(shellOf));
  return steps.filter(({ run }, i) => steps.findIndex((step) => step.run === run) === i);
}

function shellOf(step: GithubStep): Step[] {
  const run = step.run ?? commandOf(step);
  return run === undefined ? [] : [{ run, always: step.if?.includes("!cancelled()") ?? false }];
}

/** What pulumi/actions runs; undefined for other actions, and where it only installs the CLI. */
function commandOf({ uses, with: inputs = {} }: GithubStep): string | undefined {
  if (!uses?.startsWith("pulumi/actions@") || inputs["command"] === undefined) return undefined;
  expect(inputs["stack-name"]).toBe(`\${{ env.STACK }}`);
  return `pulumi ${inputs["command"]} --stack "$STACK"${inputs["diff"] === true ? " --diff" : ""}`;
}

/** What GitLab CI would run, in order; what every job begins with only once. */
export function stepsOnGitlab(trigger: Trigger): Step[] {
  const { common, jobs } = gitlab();
  const chosen = Object.values(jobs).filter(({ rules = [] }) =>
    rules.some((rule) => rule.if.includes(`== "${ON_GITLAB[trigger]}"`)),
  );
  const [first, ...others] = [...chosen].map(({ script }) => script);
  // GitHub's action for this is no shell, and the tests' states are not in Pulumi Cloud.
  const before = common.before_script.filter((run) => !run.startsWith("pulumi login "));
  return [
    ...[...before, ...(first ?? [])].map((run) => ({ run, always: false })),
    // On a push they are in stages, so each needs the one before; in the night they run whatever becomes of each other.
    ...others.flatMap((script) => script.map((run, line) => ({ run, always: trigger === "night" && line === 0 }))),
  ];
}

/** The commands of a step, those of the script that it calls. */
export function commandsOf({ run }: Step): string[] {
  if (!/^ci\/\w+\.sh$/.test(run)) return [run];
  const lines = readGitops(run).trim().split("\n");
  return lines.filter((line) => !/^(#|set )/.test(line));
}

/** One script that does what a pipeline does with the steps: it fails if any of them did. */
export function scriptOf(steps: readonly Step[]): string {
  const lines = steps.map(({ run, always }) => `${always ? "" : "((status)) || "}{ ${run}; } || status=1`);
  return ["status=0", ...lines, "exit $status"].join("\n");
}

/** A file of the example. */
export function readGitops(file: string): string {
  return readFileSync(join(ROOT, "examples", "gitops", file), "utf8");
}
