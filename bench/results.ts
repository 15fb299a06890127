import type { Sample } from "./lifecycle";
import { median } from "./measuring/median";
import type { ProviderAlone } from "./provider/alone";
import type { SubjectKey } from "./subjects/subject";

/** A step of a subject, in the middle of its repetitions. */
export type Row = Sample & {
  /** Seconds of each repetition. */
  readonly runs: readonly number[];
};

/** Everything that a run of the benchmark measured. */
export interface Results {
  /** What it was measured on, and how. */
  readonly setting: {
    readonly date: string;
    /** Versions. */
    readonly node: string;
    readonly sdk: string;
    readonly engine: string;
    readonly cores: number;
    readonly repetitions: number;
    /** What was compared, in the tables' order. */
    readonly subjects: readonly { readonly key: SubjectKey; readonly title: string }[];
    /** Why other subjects were left out. */
    readonly leftOut: readonly string[];
  };
  readonly rows: readonly Row[];
  readonly alone: ProviderAlone | undefined;
}

/** Medians over the repetitions, of each figure for itself. */
export function rowsOf(samples: readonly Sample[]): Row[] {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    const key = [sample.count, sample.latency, sample.step, sample.subject].join();
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const runs = group.map(({ seconds }) => seconds);
    return [
      {
        ...first,
        runs,
        seconds: median(runs),
        cpuSeconds: medianOf(group.map(({ cpuSeconds }) => cpuSeconds)),
        providerMemory: medianOf(group.map(({ providerMemory }) => providerMemory)),
        stateBytes: median(group.map(({ stateBytes }) => stateBytes)),
      },
    ];
  });
}

/** Of the values that are known, if any are. */
function medianOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : median(known);
}
