import { cpus } from "node:os";
import { obtainEngine } from "../tools/engine";
import { live, type Sample } from "./lifecycle";
import type { Options } from "./options";
import { measureAlone } from "./provider/alone";
import { type Results, rowsOf } from "./results";
import { SUBJECTS } from "./subjects/all";
import { compiled } from "./subjects/compiled";
import { installed } from "./subjects/installed";
import type { Subject } from "./subjects/subject";

/** Measures everything that the options ask for. */
export async function run(options: Options, progress: (line: string) => void): Promise<Results> {
  const { version } = await obtainEngine();
  const wanted = SUBJECTS.filter(({ key }) => options.only.includes(key));
  const subjects = wanted.filter((subject) => subject.missing() === undefined);
  const leftOut = wanted.flatMap((subject) => {
    const reason = subject.missing();
    return reason === undefined ? [] : [`${subject.title}: ${reason}`];
  });
  for (const line of leftOut) progress(`left out: ${line}`);
  progress("installing what the programs run with");
  const { sdk } = await installed();
  if (subjects.some(({ language }) => language === "go")) {
    progress("compiling the programs in Go, which takes minutes the first time");
    await compiled();
  }
  const samples = await liveAll(subjects, options, progress);
  const alone =
    options.alone && options.only.includes("P") ? await measureAlone(amountFor(options), progress) : undefined;
  return {
    setting: {
      date: new Date().toISOString().slice(0, 10),
      node: process.versions.node,
      sdk,
      engine: version,
      cores: cpus().length,
      repetitions: options.repetitions,
      subjects: subjects.map(({ key, title }) => ({ key, title })),
      leftOut,
    },
    rows: rowsOf(samples),
    alone,
  };
}

/**
 * Each repetition measures everything once: what slows the machine down for a while then touches one repetition of all.
 * With latency only the first one measures, to save time.
 */
async function liveAll(
  subjects: readonly Subject[],
  { repetitions, counts, latencies }: Options,
  progress: (line: string) => void,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let turn = 0; turn < repetitions; turn += 1) {
    for (const latency of latencies.filter((latency) => turn === 0 || latency === 0)) {
      for (const count of counts) {
        const present = subjects.filter(({ callsPlatform }) => callsPlatform || latency === latencies[0]);
        if (present.length === 0) continue;
        const named = (line: string) => progress(`${turn + 1} of ${repetitions}: ${line}`);
        samples.push(...(await live(present, { count, latency, turn, progress: named })));
      }
    }
  }
  return samples;
}

/** The provider alone is measured five times as often: that takes seconds, and one call varies more than a whole step. */
function amountFor({ repetitions, counts }: Options) {
  const calls = Math.max(100, ...counts);
  return { repetitions: 5 * repetitions, calls, starts: 5 * repetitions };
}
