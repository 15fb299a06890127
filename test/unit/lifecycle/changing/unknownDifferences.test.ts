import { ACT_365 } from "../../../../provider/src/elements/actessentials";
import { differencesWithUnknowns } from "../../../../provider/src/lifecycle/changing/unknownDifferences";
import { type Path, pathText } from "../../../../provider/src/lifecycle/model/paths";
import type { InstanceInputs } from "../../../../provider/src/lifecycle/model/properties";
import { canary } from "../../../support/canary";
import { inputs, setUp, stateFor } from "../setUp";

const before = inputs({
  apiKey: canary("apiKey"),
  developerKey: canary("developerKey"),
  tags: ["sales", "eu"],
  configuration: { "pagination.max": 50, "own.key": "a" },
  events: { callbackUrl: "https://receiver.example/e", pollIntervalMinutes: 5 },
});
const state = stateFor(before, setUp().platform.add());

/** Each difference as its kind and path, after parsing dropped the unknown values. */
function differing(after: Partial<InstanceInputs>, unknown: readonly Path[]): string[] {
  const all = differencesWithUnknowns(state, inputs({ ...before, ...after }), unknown, ACT_365);
  return all.map(({ kind, path }) => `${kind} ${pathText(path)}`);
}

test.each<[string, Partial<InstanceInputs>, Path[], string[]]>([
  ["known inputs differ as they do", { name: "crm-eu" }, [], ["update name"]],
  ["an unknown item of a list counts alone", { tags: ["sales"] }, [["tags", 1]], ["update tags[1]"]],
  ["the items after it, which moved up, do not count", { tags: ["eu"] }, [["tags", 0]], ["update tags[0]"]],
  [
    "other properties count beside an unknown item",
    { name: "crm-eu", tags: ["eu"] },
    [["tags", 0]],
    ["update name", "update tags[0]"],
  ],
  [
    "an unknown key is no removal, and the other keys count",
    { configuration: { "pagination.max": 60 } },
    [["configuration", "own.key"]],
    ['update configuration["pagination.max"]', 'update configuration["own.key"]'],
  ],
  [
    "an unknown map counts once, whatever it held",
    { configuration: {}, name: "crm-eu" },
    [["configuration"]],
    ["update name", "update configuration"],
  ],
  [
    "several unknown values count each",
    { configuration: { "pagination.max": 50 }, tags: ["sales"] },
    [
      ["tags", 1],
      ["configuration", "own.key"],
    ],
    ["update tags[1]", 'update configuration["own.key"]'],
  ],
  ["what the state lacks is added", {}, [["events", "signatureKey"]], ["add events.signatureKey"]],
  ["what is never sent does not count", {}, [["verify"], ["adoptId"]], []],
])("%s", (_, after, unknown, expected) => {
  expect(differing(after, unknown)).toEqual(expected);
});
