import type { ElementDefinition } from "../../elements/definition";
import { type Path, unknownPaths, valueAt } from "../model/paths";
import { type InstanceState, type Properties, parseInputs, plainProperties } from "../model/properties";
import { type Difference, differences, isEverSent } from "./differences";

/**
 * What differs between a state and inputs of which some are not known yet, which count as different.
 * @param news the inputs before they are parsed, since parsing drops what is not known
 */
export function differencesWithUnknowns(
  state: InstanceState,
  news: Properties,
  element: ElementDefinition,
): Difference[] {
  const unknown = unknownPaths(news);
  const before = plainProperties(state);
  const known = differences(state, parseInputs(news, element), element);
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
