import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { stopAll } from "../test/support/cleanUp";
import { HELP, type Options, readOptions, UsageError } from "./options";
import { renewDocument } from "./report/document";
import { report } from "./report/report";
import { run } from "./run";

function optionsFrom(args: string[]): Options | number {
  try {
    const options = readOptions(args);
    if (options !== undefined) return options;
    process.stdout.write(HELP);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${HELP}`);
    return 2;
  }
}

/** @returns the exit status */
async function main(args: string[]): Promise<number> {
  const options = optionsFrom(args);
  if (typeof options === "number") return options;
  const began = Date.now();
  const progress = (line: string) => {
    process.stderr.write(`${String(Math.round((Date.now() - began) / 1000)).padStart(5)} s  ${line}\n`);
  };
  const results = await run(options, progress);
  mkdirSync(dirname(options.json), { recursive: true });
  writeFileSync(options.json, `${JSON.stringify(results, null, 2)}\n`);
  process.stdout.write(`${report(results)}\n\nAll figures: ${options.json}\n`);
  if (options.docs) process.stdout.write(`Renewed: ${renewDocument(results).join(", ")}\n`);
  return 0;
}

// Commands of the CLI lead process groups of their own, which Ctrl-C does not reach.
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void stopAll().finally(() => process.exit(1)));
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  },
);
