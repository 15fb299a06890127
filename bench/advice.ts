import { parseArgs } from "node:util";
import { stopAll } from "../test/support/cleanUp";
import { adviceTable, type Measured } from "./advice/adviceTable";
import { measureTrial, type Outcome } from "./advice/measureTrial";
import { GROUPS } from "./advice/trials";
import { putIntoPerformancePage } from "./report/document";

const HELP = `Usage: npm run bench:advice [-- options]

Measures what settings of Pulumi do to stacks of Act! 365 instances, each beside the default, and puts the table into
docs/performance.md. Nothing else should run meanwhile. Takes some ten minutes.

  --repetitions N   how often all is measured; medians are shown (default: 3)
  --no-docs         leave docs/ as it is
  --help            print this text
`;

async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      repetitions: { type: "string", default: "3" },
      "no-docs": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const repetitions = Number(values.repetitions);
  if (!Number.isInteger(repetitions) || repetitions < 1) throw new Error("--repetitions takes a whole number above 0");
  const trials = GROUPS.flatMap((group) => group.trials.map((trial) => ({ group, trial, outcomes: [] as Outcome[] })));
  // All once, then all again: what slows the machine down for a while touches one repetition of all.
  for (let turn = 1; turn <= repetitions; turn += 1) {
    for (const { group, trial, outcomes } of trials) {
      const outcome = await measureTrial(group, trial);
      process.stderr.write(`${turn}: ${group.title}, ${trial.setting}: ${outcome.seconds.toFixed(1)} s\n`);
      outcomes.push(outcome);
    }
  }
  const table = adviceTable(trials satisfies Measured[]);
  process.stdout.write(`${table}\n`);
  if (!values["no-docs"]) putIntoPerformancePage("npm run bench:advice", "Settings", table);
}

// Commands of the CLI lead process groups of their own, which Ctrl-C does not reach.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void stopAll().finally(() => process.exit(1)));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
