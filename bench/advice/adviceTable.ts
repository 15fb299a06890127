import { median } from "../measuring/median";
import { fixed, ratio } from "../report/numbers";
import { table } from "../report/table";
import type { Outcome } from "./measureTrial";
import type { Group, Trial } from "./trials";

/** The outcomes of a trial's repetitions. */
export interface Measured {
  readonly group: Group;
  readonly trial: Trial;
  readonly outcomes: readonly Outcome[];
}

/** A table for each group: each setting beside the first one. */
export function adviceTables(measured: readonly Measured[]): string {
  const groups = [...new Set(measured.map(({ group }) => group))];
  return groups.map((group) => tableOf(measured.filter((one) => one.group === group))).join("\n\n");
}

function tableOf(measured: readonly Measured[]): string {
  const [first] = measured;
  if (first === undefined) return "";
  const usual = figures(first);
  const rows = measured.map((one) => {
    const { seconds, cpuSeconds, stateBytes } = figures(one);
    return [
      ...[one.trial.setting, fixed(seconds), ratio(seconds, usual.seconds), ratio(cpuSeconds, usual.cpuSeconds)],
      fixed(stateBytes / 1000, 0),
    ];
  });
  return `${first.group.title}:\n\n${table(["setting", "seconds", "ratio", "ratio of CPU", "state, kB"], rows)}`;
}

function figures({ outcomes }: Measured) {
  const cpu = outcomes.flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
  return {
    seconds: median(outcomes.map(({ seconds }) => seconds)),
    cpuSeconds: cpu.length === 0 ? undefined : median(cpu),
    stateBytes: median(outcomes.map(({ stateBytes }) => stateBytes)),
  };
}
