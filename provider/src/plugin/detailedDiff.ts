import { type DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { Difference } from "../lifecycle/changing/differences";
import { pathText } from "../lifecycle/model/paths";

const { ADD, ADD_REPLACE, UPDATE, UPDATE_REPLACE, DELETE, DELETE_REPLACE } = PropertyDiff.Kind;

/** The engine's kind for each of ours: for a change in place, and for one that needs a replacement. */
const KINDS = { add: [ADD, ADD_REPLACE], update: [UPDATE, UPDATE_REPLACE], delete: [DELETE, DELETE_REPLACE] } as const;

/**
 * Tells the engine each place that differs. Like the diff, it compares the outputs of the state with the inputs.
 * @param replaces the properties that need a replacement
 */
export function setDetailedDiff(
  response: DiffResponse,
  differences: readonly Difference[],
  replaces: readonly string[],
): void {
  response.setHasdetaileddiff(true);
  const byPath = response.getDetaileddiffMap();
  for (const { path, kind } of differences) {
    const [inPlace, replacing] = KINDS[kind];
    const diff = new PropertyDiff();
    diff.setKind(replaces.includes(path[0]) ? replacing : inPlace);
    byPath.set(pathText(path), diff);
  }
}
