import type { ElementDefinition } from "../../elements/definition";
import { type Path, valueAt } from "../model/paths";
import { type InstanceInputs, type InstanceState, plainProperties } from "../model/properties";
import { type Difference, differences, isEverSent } from "./differences";

/**
 * What differs between a state and inputs of which some are not known yet, which count as different.
 * @param unknown the paths to those, which parsing dropped from the inputs
 */
export function differencesWithUnknowns(
  state: InstanceState,
  inputs: InstanceInputs,
  unknown: readonly Path[],
  element: ElementDefinition,
): Difference[] {
  const known = differences(state, inputs, element);
  // Nearly every diff: the state need not be laid out for it.
  if (unknown.length === 0) return known;
  const before = plainProperties(state);
  return [
    // Parsed inputs lack unknown values, which makes differences that may not be there: those are left out.
    ...known.filter(({ path }) => !unknown.some((other) => areNested(path, other) || areInOneList(other, path))),
    ...unknown
      .filter(([name]) => isEverSent(name))
      .map((path): Difference => ({ path, kind: valueAt(before, path) === undefined ? "add" : "update" })),
  ];
}

/** Whether one of two paths leads to the other. */
function areNested(one: Path, other: Path): boolean {
  return one.slice(0, other.length).every((step, index) => step === other[index]);
}

/** Whether the path is in the same list as the unknown item: the items after that moved up when parsing dropped it. */
function areInOneList(unknown: Path, path: Path): boolean {
  return typeof unknown[1] === "number" && unknown[0] === path[0];
}
