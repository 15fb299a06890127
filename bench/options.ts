import { parseArgs } from "node:util";
import type { SubjectKey } from "./subjects/subject";

/** What a run measures, and where it writes. */
export interface Options {
  readonly counts: readonly number[];
  /** Milliseconds. */
  readonly latencies: readonly number[];
  /** Of what is measured without latency. */
  readonly repetitions: number;
  readonly only: readonly SubjectKey[];
  /** Whether to measure the provider without an engine too. */
  readonly alone: boolean;
  readonly json: string;
  /** Whether to renew the plots, and the tables in docs/performance.md. */
  readonly docs: boolean;
}

/** A command line that cannot be followed. */
export class UsageError extends Error {}

/** The text of `--help`. */
export const HELP = `Usage: npm run bench [-- options]

Measures pulumi-act365 (P) and its plugin, with a compiled Go program (G), a JavaScript program (J), and one that runs
without stack traces (S), beside a provider written into the program (C), the engine alone, in JavaScript (F) and in Go
(E), and Terraform with the generic REST provider (R); then the provider alone, beside one that does nothing. G and E
need Go, R needs Terraform and its provider; what cannot run is left out, with the reason. All run interleaved against
simulators in processes of their own; what P, J, S, C and F run with is installed with npm, into a temporary folder.
Medians are printed as tables and written as JSON, and docs/performance.md is renewed. Nothing else should run
meanwhile. The complete run takes about two hours; the first one compiles the Go programs before, in minutes.

  --quick                 20 resources, no latency, one repetition, docs/ left alone: some minutes
  --counts N,…            numbers of resources (default: 1,100,400)
  --latency MS,…          milliseconds before each response of the platform (default: 0,300)
  --repetitions N         how often all is measured (default: 3); with latency, once, to save time
  --only P,G,J,S,C,F,E,R  what is measured
  --no-alone              leave out the provider alone
  --json FILE             where the figures go (default: bench/results/latest.json)
  --no-docs               leave docs/ as it is
  --help                  print this text
`;

const KEYS: readonly SubjectKey[] = ["P", "G", "J", "S", "C", "F", "E", "R"];

/**
 * Reads the command line.
 * @returns undefined where only the help is asked for
 * @throws UsageError
 */
export function readOptions(args: string[]): Options | undefined {
  const values = parsed(args);
  if (values.help) return undefined;
  const quick = values.quick ?? false;
  return {
    counts: numbers("--counts", values.counts ?? (quick ? "20" : "1,100,400"), 1),
    latencies: numbers("--latency", values.latency ?? (quick ? "0" : "0,300"), 0),
    repetitions: numbers("--repetitions", values.repetitions ?? (quick ? "1" : "3"), 1)[0] ?? 1,
    only: subjects(values.only),
    alone: !values["no-alone"],
    json: values.json ?? "bench/results/latest.json",
    docs: !values["no-docs"] && !quick,
  };
}

function parsed(args: string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    return parseArgs({
      args,
      options: {
        quick: flag,
        counts: text,
        latency: text,
        repetitions: text,
        only: text,
        "no-alone": flag,
        json: text,
        "no-docs": flag,
        help: flag,
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function numbers(name: string, text: string, least: number): number[] {
  const all = text.split(",").map(Number);
  if (all.some((number) => !Number.isInteger(number) || number < least)) {
    throw new UsageError(`${name} takes whole numbers from ${least}, separated by commas, not ${text}`);
  }
  return [...new Set(all)].sort((a, b) => a - b);
}

function subjects(text = KEYS.join(",")): SubjectKey[] {
  const wanted = text.split(",");
  const unknown = wanted.filter((key) => !KEYS.some((known) => known === key));
  if (unknown.length > 0) throw new UsageError(`--only takes ${KEYS.join(", ")}, not ${unknown.join(", ")}`);
  return KEYS.filter((key) => wanted.includes(key));
}
