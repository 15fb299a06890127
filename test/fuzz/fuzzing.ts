import fc from "fast-check";

/** Pinned, so that `npm test` means the same everywhere; `npm run fuzz` draws another one each time. */
const USUAL_SEED = 365;
const USUAL_RUNS = 200;

const { FUZZ_SEED, FUZZ_RUNS, FUZZ_PATH } = process.env;

/** How many times more runs than usual are asked for. */
const scale = FUZZ_RUNS === undefined ? 1 : number("FUZZ_RUNS", FUZZ_RUNS) / USUAL_RUNS;

const seed =
  FUZZ_SEED === "random" ? Date.now() % 2 ** 31 : FUZZ_SEED === undefined ? USUAL_SEED : number("FUZZ_SEED", FUZZ_SEED);

/** Milliseconds that a fuzz test may take: longer where more runs are asked for. */
export const FUZZ_TIMEOUT = 300_000 * Math.max(1, scale);

/**
 * Checks a property in as many runs as usual, or in proportion to FUZZ_RUNS. A failure tells how to see it again.
 * @param title the running test's, for the hint
 * @param usualRuns runs in `npm test`, when FUZZ_RUNS (200) asks for nothing else
 */
export async function holds<T>(title: string, usualRuns: number, property: fc.IAsyncProperty<[T]>): Promise<void> {
  const numRuns = Math.max(1, Math.round(usualRuns * scale));
  if (FUZZ_SEED !== undefined) process.stderr.write(`fuzz: ${title}: seed ${seed}, ${numRuns} runs\n`);
  const details = await fc.check(property, { seed, numRuns, ...(FUZZ_PATH === undefined ? {} : { path: FUZZ_PATH }) });
  if (!details.failed) return;
  const again = `FUZZ_SEED=${details.seed} FUZZ_PATH=${details.counterexamplePath} npx jest --selectProjects fuzz -t ${JSON.stringify(title)}`;
  const cause = details.errorInstance instanceof Error ? details.errorInstance.stack : details.errorInstance;
  throw new Error(`${fc.defaultReportMessage(details)}\nTo see it again: ${again}\n${cause}`);
}

function number(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${name} must be a whole number, not ${text}`);
  return value;
}
