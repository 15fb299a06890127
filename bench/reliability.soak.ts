import type { Fault, Simulator } from "act365-simulator";
import { program, type Setup, setUp } from "../test/engine/setUp";
import type { Run } from "../test/support/pulumi";
import { seeded } from "../test/support/seeded";

const INSTANCES = 200;
const MOST_RUNS = 30;
const SEED = Number(process.env["SOAK_SEED"] ?? 365);

jest.setTimeout(60 * 60_000);

/** What goes wrong, and how often: 5 % of all requests in the end. */
const FAULTS: readonly [number, Fault][] = [
  [0.01, { kind: "close", when: "beforeCommit" }],
  [0.01, { kind: "close", when: "afterCommit" }],
  [0.01, { kind: "truncated" }],
  [0.005, { kind: "slowBody", ms: 3_000 }],
  [0.005, { kind: "status", status: 502, body: "html", when: "afterCommit" }],
  [0.005, { kind: "status", status: 500, when: "beforeCommit" }],
  [0.005, { kind: "status", status: 503, body: "empty", retryAfter: 1, when: "beforeCommit" }],
];

/** What a step of the soak came to. */
interface Figures {
  readonly step: string;
  runs: number;
  seconds: number;
  requests: number;
  faults: number;
  retries: number;
  lookedAgain: number;
  foundAgain: number;
  adopted: number;
  failedSteps: number;
}

/** Runs a command until it ends well; the platform goes on failing all the while. */
async function untilClean(step: string, { platform, project }: Setup, command: string): Promise<Figures> {
  const before = { requests: platform.requests.length, faults: platform.faults.played, at: Date.now() };
  const outputs: string[] = [];
  for (let run: Run | undefined; run?.status !== 0; ) {
    if (outputs.length === MOST_RUNS) throw new Error(`${step}: not clean after ${MOST_RUNS} runs`);
    run = await project.start([command, "--yes", "--skip-preview", "--stack", "dev"]).ended;
    outputs.push(run.output);
    process.stderr.write(`${step}: run ${outputs.length} ended with ${run.status}\n`);
  }
  // The engine prints a line while it happens and again under "Diagnostics": only the latter is counted.
  const diagnostics = outputs.map((output) => output.slice(output.indexOf("Diagnostics:"))).join("\n");
  const count = (pattern: RegExp) => [...diagnostics.matchAll(pattern)].length;
  return {
    step,
    runs: outputs.length,
    seconds: Math.round((Date.now() - before.at) / 1000),
    requests: platform.requests.length - before.requests,
    faults: platform.faults.played - before.faults,
    retries: count(/; try \d of 5 in /g),
    lookedAgain: count(/so looking for it/g),
    foundAgain: count(/was created after all/g),
    adopted: count(/warning: adopted instance/g),
    failedSteps: count(/^ +error: (?!update failed)/gm),
  };
}

function programOf(prefix: string): string {
  return program(`
for (let index = 0; index < ${INSTANCES}; index += 1) {
  new Act365Instance("crm-" + index, { ...keys, name: "${prefix}-" + index });
}`);
}

function addFaults(platform: Simulator): void {
  for (const [probability, fault] of FAULTS) platform.faults.add({ probability, fault });
}

test(`${INSTANCES} instances on a platform that fails 5 % of all requests: created, renamed and deleted, each once`, async () => {
  const setup = await setUp(programOf("first"), { platform: { random: seeded(SEED) } });
  addFaults(setup.platform);
  const names = () => new Set(setup.platform.instances().map(({ name }) => name));

  const figures = [await untilClean("create", setup, "up")];
  expect(setup.platform.instances()).toHaveLength(INSTANCES);
  expect(names().size).toBe(INSTANCES);

  setup.project.program(programOf("renamed"));
  figures.push(await untilClean("rename", setup, "up"));
  expect(setup.platform.instances()).toHaveLength(INSTANCES);
  expect([...names()].every((name) => name.startsWith("renamed-"))).toBe(true);

  figures.push(await untilClean("destroy", setup, "destroy"));
  expect(setup.platform.instances()).toHaveLength(0);

  process.stderr.write(`seed ${SEED}: ${INSTANCES} instances, then 0\n`);
  console.table(figures);
});
