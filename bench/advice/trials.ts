/** A way to run a command, measured beside the default one of its group. */
export interface Trial {
  /** What is set, as a user would write it. */
  readonly setting: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Stack configuration, keys with namespace. */
  readonly configuration?: Readonly<Record<string, string>>;
  /** Added to the command's arguments. */
  readonly args?: readonly string[];
  /** Whether the program is TypeScript. Default: false. */
  readonly typescript?: boolean;
}

/** Trials that do the same work. The first one is what the others are compared with. */
export interface Group {
  readonly title: string;
  readonly command: readonly string[];
  readonly count: number;
  /** Milliseconds before each response of the platform. */
  readonly latency: number;
  /** Whether the instances exist before the command that is measured. */
  readonly existing: boolean;
  readonly trials: readonly [Trial, ...Trial[]];
}

const UP = ["up", "--yes", "--skip-preview"] as const;

/** Every setting that docs/performance.md gives advice on. */
export const GROUPS: readonly Group[] = [
  {
    title: "`pulumi up` that creates 200 instances, 300 ms before each response",
    command: UP,
    count: 200,
    latency: 300,
    existing: false,
    trials: [
      { setting: "default" },
      { setting: "`--parallel 4`", args: ["--parallel", "4"] },
      { setting: "`--parallel 64`", args: ["--parallel", "64"] },
      {
        setting: "`--parallel 64`, and `act365:maxConcurrentRequests` 64",
        args: ["--parallel", "64"],
        configuration: { "act365:maxConcurrentRequests": "64" },
      },
    ],
  },
  {
    title: "`pulumi up` that creates 200 instances, no latency",
    command: UP,
    count: 200,
    latency: 0,
    existing: false,
    trials: [
      { setting: "default" },
      {
        setting: "`PULUMI_EXPERIMENTAL=true` and `PULUMI_SKIP_CHECKPOINTS=true`",
        environment: { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" },
      },
      { setting: "`PULUMI_DIY_BACKEND_GZIP=true`", environment: { PULUMI_DIY_BACKEND_GZIP: "true" } },
    ],
  },
  {
    // ts-node keeps what it compiled in the temporary folder: only a program's first run on a machine shows its cost.
    title: "`pulumi preview` of 1 new instance, the first run of the program on the machine",
    command: ["preview"],
    count: 1,
    latency: 0,
    existing: false,
    trials: [
      { setting: "a JavaScript program, `typescript: false`" },
      { setting: "a TypeScript program", typescript: true },
      {
        setting: "a TypeScript program, `PULUMI_NODEJS_TRANSPILE_ONLY=true`",
        typescript: true,
        environment: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
      },
    ],
  },
  {
    title: "`pulumi refresh` of 200 instances",
    command: ["refresh", "--yes", "--skip-preview"],
    count: 200,
    latency: 0,
    existing: true,
    trials: [{ setting: "default" }, { setting: "`--run-program`", args: ["--run-program"] }],
  },
];
