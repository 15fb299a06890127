import { median } from "../measuring/median";
import { timeStartUp } from "./startUp";
import { timeVerbs, VERBS, type VerbTimes } from "./verbs";

/** The provider without an engine. */
export interface ProviderAlone {
  /** Medians. */
  readonly verbs: readonly VerbTimes[];
  /** Seconds from the start of the plugin's process to its first response; medians. */
  readonly startUp: { readonly package: number; readonly nothing: number };
}

/** How much is measured. */
interface Amount {
  readonly repetitions: number;
  /** Calls of each verb. */
  readonly calls: number;
  /** Starts of each plugin. */
  readonly starts: number;
}

/** Measures the provider through the stock plugin process, as the engine calls it. */
export async function measureAlone(amount: Amount, progress: (line: string) => void): Promise<ProviderAlone> {
  const starts: { package: number; nothing: number }[] = [];
  for (let start = 0; start < amount.starts; start += 1) {
    starts.push({ nothing: await timeStartUp("nothing"), package: await timeStartUp("package") });
    progress(`provider alone: start ${start + 1} of ${amount.starts}`);
  }
  const runs: VerbTimes[][] = [];
  for (let run = 0; run < amount.repetitions; run += 1) {
    runs.push(await timeVerbs(amount.calls));
    progress(`provider alone: ${amount.calls} calls of each verb, ${run + 1} of ${amount.repetitions}`);
  }
  const of = (verb: VerbTimes["verb"], part: "package" | "requests" | "nothing") =>
    median(runs.flat().flatMap((times) => (times.verb === verb ? [times[part]] : [])));
  return {
    verbs: VERBS.map((verb) => ({
      verb,
      package: of(verb, "package"),
      requests: of(verb, "requests"),
      nothing: of(verb, "nothing"),
    })),
    startUp: {
      package: median(starts.map((start) => start.package)),
      nothing: median(starts.map((start) => start.nothing)),
    },
  };
}
