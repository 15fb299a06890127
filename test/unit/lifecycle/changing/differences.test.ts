import { ACT_365 } from "../../../../provider/src/elements/actessentials";
import { MASK } from "../../../../provider/src/elements/definition";
import { differences, reprovisions } from "../../../../provider/src/lifecycle/changing/differences";
import type { InstanceInputs, InstanceState } from "../../../../provider/src/lifecycle/model/properties";
import { inputs, NOTHING_KNOWN, OTHER_OWNER_TAG, pending, setUp, stateFor, withCredentials, without } from "../setUp";

const differing = (state: InstanceState, declared: InstanceInputs) => differences(state, declared, ACT_365);

function inEffect(declared: InstanceInputs): InstanceState {
  return stateFor(declared, setUp().platform.add());
}

const declared = inputs({
  enabled: true,
  events: { callbackUrl: "https://receiver.example/e" },
  configuration: { "pagination.max": 50 },
});

describe("a declaration that is in effect", () => {
  test("is no change", () => {
    expect(differing(inEffect(declared), declared)).toEqual([]);
  });

  test.each<[string, object]>([
    ["the order of the tags", { tags: ["b", "a"] }],
    ["HTML in the name", { name: "<b>crm</b>" }],
    ["a number as a text", { configuration: { "pagination.max": "50" } }],
    ["enabled that is left out", { enabled: undefined }],
    ["declaredBy", { declaredBy: "0123456789" }],
    ["verify", { verify: true }],
    ["adoptId", { adoptId: "99" }],
  ])("is no change by %s", (_, given) => {
    const before = inputs({ ...declared, tags: ["a", "b"] });
    expect(differing(inEffect(before), inputs({ ...before, ...given }))).toEqual([]);
  });
});

test("a masked developer key, as a state may hold it that was made by an import, is no change", () => {
  const state = stateFor(declared, setUp().platform.add(), { developerKey: MASK });
  expect(differing(state, declared)).toEqual([]);
});

describe("a change", () => {
  test.each<[string, object]>([
    ["name", { name: "crm-eu" }],
    ["name", { name: "CRM" }],
    ["apiKey", { apiKey: "another" }],
    ["developerKey", { developerKey: "another" }],
    ["tags", { tags: ["sales", "eu"] }],
    ["tags", { tags: undefined }],
    ["tags", { tags: [] }],
    ["ownerTag", { ownerTag: OTHER_OWNER_TAG }],
    ["ownerTag", { ownerTag: undefined }],
    ["enabled", { enabled: false }],
    ["configuration", { configuration: { "pagination.max": 51 } }],
    ["configuration", { configuration: undefined }],
    ["configuration", { events: { callbackUrl: "https://other.example/e" } }],
    ["configuration", { events: undefined }],
  ])("of %s by %j is named", (name, given) => {
    const after = inputs({ ...declared, ...given });
    expect(differing(inEffect(declared), after)).toEqual([name]);
  });

  test("of everything is named in a fixed order", () => {
    const after = inputs({ enabled: false });
    expect(differing(NOTHING_KNOWN, { ...after, configuration: { a: 1 } })).toEqual([
      "name",
      "apiKey",
      "developerKey",
      "tags",
      "ownerTag",
      "enabled",
      "configuration",
    ]);
  });

  test.each(["name", "tags", "ownerTag"])("of %s is seen where the state lacks it", (name) => {
    expect(differing(without(inEffect(declared), name), declared)).toEqual([name]);
  });

  test.each([
    ["apiKey", "developerKey"],
    ["developerKey", "apiKey"],
  ])("of %s is seen where the state lacks it", (name, known) => {
    expect(differing(withCredentials(inEffect(declared), known), declared)).toEqual([name]);
  });

  test("of no tags is seen where the state lacks its tags: nobody knows them", () => {
    const none = inputs({ ...declared, tags: [] });
    expect(differing(inEffect(none), none)).toEqual([]);
    expect(differing(without(inEffect(none), "tags"), none)).toEqual(["tags"]);
  });

  test("of all credentials is seen where they are pending, whatever they are", () => {
    expect(differing(pending(inEffect(declared)), declared)).toEqual(["apiKey", "developerKey"]);
    const masked = stateFor(declared, setUp().platform.add(), { developerKey: MASK });
    expect(differing(pending(masked), declared)).toEqual(["apiKey", "developerKey"]);
  });

  test("of enabled is seen where the state lacks it, and compared with true where the program does not give it", () => {
    expect(differing(without(inEffect(declared), "enabled"), declared)).toEqual(["enabled"]);
    expect(differing(without(inEffect(declared), "enabled"), inputs({ ...declared, enabled: false }))).toEqual([
      "enabled",
    ]);
    expect(differing({ ...inEffect(declared), enabled: false }, inputs({ ...declared, enabled: undefined }))).toEqual([
      "enabled",
    ]);
  });
});

describe("the platform authenticates with the vendor again", () => {
  test.each(["apiKey", "developerKey", "configuration"])("for a change of %s, whatever else changes", (name) => {
    expect(reprovisions([name], ACT_365)).toBe(true);
    expect(reprovisions(["name", name], ACT_365)).toBe(true);
  });

  test("for no other change", () => {
    expect(reprovisions(["name", "tags", "ownerTag", "enabled"], ACT_365)).toBe(false);
    expect(reprovisions([], ACT_365)).toBe(false);
  });
});
