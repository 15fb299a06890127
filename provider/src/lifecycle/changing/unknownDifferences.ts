import type { ElementDefinition } from "../../elements/definition";
import { type Path, unknownPaths, valueAt } from "../model/paths";
import { type InstanceState, type Properties, parseInputs, plainProperties } from "../model/properties";
import { type Difference, differences, isEverSent } from "./differences";

/**
 * What differs between a state and inputs of which some are not known yet: these count as different.
 * @param news the inputs as the front end gave them
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
    // Parsed inputs lack what is not known, which is not the same as being without it.
    ...known.filter(({ path }) => !unknown.some((other) => areNested(path, other) || isItem(other, path))),
    ...unknown
      .filter(([name]) => isEverSent(name))
      .map((path): Difference => ({ path, kind: valueAt(before, path) === undefined ? "add" : "update" })),
  ];
}

/** Whether one of two paths leads to the other. */
function areNested(one: Path, other: Path): boolean {
  return one.slice(0, other.length).every((step, index) => step === other[index]);
}

/** Whether the unknown value is an item of the list: those after it moved up when it was left out. */
function isItem(unknown: Path, path: Path): boolean {
  return typeof unknown[1] === "number" && unknown[0] === path[0];
}
