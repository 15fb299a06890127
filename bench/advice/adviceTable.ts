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

/** A row for each setting, beside the first one of its group, which is without it. */
export function adviceTable(measured: readonly Measured[]): string {
  const groups = [...new Set(measured.map(({ group }) => group))];
  const rows = groups.flatMap((group) => rowsOf(measured.filter((one) => one.group === group)));
  return table(["setting", "command", "seconds", "without it", "ratio", "state, kB"], rows);
}

function rowsOf([first, ...others]: readonly Measured[]): string[][] {
  if (first === undefined) return [];
  const without = secondsOf(first);
  return others.map((one) => {
    const seconds = secondsOf(one);
    return [
      ...[one.trial.setting, one.group.title, fixed(seconds), fixed(without), ratio(seconds, without)],
      fixed(median(one.outcomes.map(({ stateBytes }) => stateBytes)) / 1000, 0),
    ];
  });
}

function secondsOf({ outcomes }: Measured): number {
  return median(outcomes.map(({ seconds }) => seconds));
}
