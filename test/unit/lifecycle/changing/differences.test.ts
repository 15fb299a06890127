import { ACT_365 } from "../../../../provider/src/elements/actessentials";
import { MASK } from "../../../../provider/src/elements/definition";
import { anySentByPut, changedNames, differences } from "../../../../provider/src/lifecycle/changing/differences";
import { eventKeys } from "../../../../provider/src/lifecycle/model/events";
import { pathText } from "../../../../provider/src/lifecycle/model/paths";
import type { InstanceInputs, InstanceState } from "../../../../provider/src/lifecycle/model/properties";
import { canary } from "../../../support/canary";
import { inputs, NOTHING_KNOWN, OTHER_OWNER_TAG, pending, setUp, stateFor, withCredentials, without } from "../setUp";

/** Each difference as its kind and path. */
const differing = (state: InstanceState, declared: InstanceInputs) =>
  differences(state, declared, ACT_365).map(({ kind, path }) => `${kind} ${pathText(path)}`);

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
  const basicAuth = { username: "hook", password: canary("password") };
  const otherUrl = { callbackUrl: "https://other.example/e" };

  test.each<[object, string[]]>([
    [{ name: "crm-eu" }, ["update name"]],
    [{ name: "CRM" }, ["update name"]],
    [{ apiKey: "another" }, ["update apiKey"]],
    [{ developerKey: "another" }, ["update developerKey"]],
    [{ tags: ["sales", "eu"] }, ["add tags[1]"]],
    [{ tags: ["eu"] }, ["update tags[0]"]],
    [{ tags: undefined }, ["delete tags[0]"]],
    [{ tags: [] }, ["delete tags[0]"]],
    [{ ownerTag: OTHER_OWNER_TAG }, ["update ownerTag"]],
    [{ ownerTag: undefined }, ["delete ownerTag"]],
    [{ enabled: false }, ["update enabled"]],
    [{ configuration: { "pagination.max": 51 } }, ['update configuration["pagination.max"]']],
    [{ configuration: { "pagination.max": 50, "own.key": 1 } }, ['add configuration["own.key"]']],
    [{ configuration: { "own.key": 1 } }, ['delete configuration["pagination.max"]', 'add configuration["own.key"]']],
    [{ configuration: undefined }, ["delete configuration"]],
    [{ events: otherUrl }, ["update events.callbackUrl"]],
    [{ events: { ...declared.events, pollIntervalMinutes: 5 } }, ["add events.pollIntervalMinutes"]],
    [{ events: { ...declared.events, basicAuth } }, ["add events.basicAuth"]],
    [{ events: undefined }, ["delete events"]],
  ])("by %j is reported path by path", (given, expected) => {
    expect(differing(inEffect(declared), inputs({ ...declared, ...given })).sort()).toEqual(expected.sort());
  });

  test("inside an object that both have is reported for that path alone", () => {
    const before = inputs({ ...declared, events: { ...otherUrl, basicAuth } });
    const after = { ...before, events: { ...otherUrl, basicAuth: { ...basicAuth, username: "other" } } };
    expect(differing(inEffect(before), after)).toEqual(["update events.basicAuth.username"]);
  });

  test("from events to the same keys in the configuration is no difference", () => {
    const { events: _, ...others } = declared;
    const configuration = { ...declared.configuration, ...eventKeys(declared.events) };
    expect(differing(inEffect(declared), { ...others, configuration })).toEqual([]);
    const other = { ...configuration, "event.notification.callback.url": "https://other.example" };
    expect(differing(inEffect(declared), { ...others, configuration: other })).toEqual([
      'add configuration["event.notification.callback.url"]',
    ]);
  });

  test("that takes an event key out of the configuration is reported there", () => {
    const configuration = { ...declared.configuration, "event.poller.refresh_interval": "5" };
    const before = inputs({ ...declared, configuration });
    expect(differing(inEffect(before), declared)).toEqual(['delete configuration["event.poller.refresh_interval"]']);
  });

  test("of everything is reported in a fixed order", () => {
    const after = inputs({ enabled: false, events: otherUrl, configuration: { a: 1 } });
    expect(differing(NOTHING_KNOWN, after)).toEqual([
      "add name",
      "add apiKey",
      "add developerKey",
      "add tags",
      "add enabled",
      "add events",
      "add configuration",
      "add ownerTag",
    ]);
  });

  test.each(["name", "tags", "ownerTag", "enabled"])("of %s is seen where the state lacks it", (name) => {
    expect(differing(without(inEffect(declared), name), declared)).toEqual([`add ${name}`]);
  });

  test.each([
    ["apiKey", "developerKey"],
    ["developerKey", "apiKey"],
  ])("of %s is seen where the state lacks it", (name, known) => {
    expect(differing(withCredentials(inEffect(declared), known), declared)).toEqual([`add ${name}`]);
  });

  test("of no tags is seen where the state lacks its tags: nobody knows them", () => {
    const none = inputs({ ...declared, tags: [] });
    expect(differing(inEffect(none), none)).toEqual([]);
    expect(differing(without(inEffect(none), "tags"), none)).toEqual(["add tags"]);
  });

  test("of all credentials is seen where they must be sent again, whatever they are", () => {
    const both = ["update apiKey", "update developerKey"];
    expect(differing(pending(inEffect(declared)), declared)).toEqual(both);
    const masked = stateFor(declared, setUp().platform.add(), { developerKey: MASK });
    expect(differing(pending(masked), declared)).toEqual(both);
  });

  test("of enabled is compared with true where the program does not give it", () => {
    expect(differing({ ...inEffect(declared), enabled: false }, inputs({ ...declared, enabled: undefined }))).toEqual([
      "update enabled",
    ]);
  });
});

test("the names of changed inputs are listed once each", () => {
  const after = inputs({ ...declared, tags: ["a", "b"], events: undefined });
  expect(changedNames(differences(inEffect(declared), after, ACT_365))).toEqual(["tags", "events"]);
});

describe("the platform authenticates with the vendor again", () => {
  test.each(["apiKey", "developerKey", "configuration", "events"])(
    "for a change of %s, whatever else changes",
    (name) => {
      expect(anySentByPut([name], ACT_365)).toBe(true);
      expect(anySentByPut(["name", name], ACT_365)).toBe(true);
    },
  );

  test("for no other change", () => {
    expect(anySentByPut(["name", "tags", "ownerTag", "enabled"], ACT_365)).toBe(false);
    expect(anySentByPut([], ACT_365)).toBe(false);
  });
});

describe("whether events and configuration are the same on the platform", () => {
  type Declared = Pick<InstanceInputs, "events" | "configuration">;
  const isSame = (before: Declared, { events, configuration }: Declared) => {
    const declared = inputs({ events, configuration });
    const changed = differences({ credentials: {}, ...before }, declared, ACT_365).map(({ path: [name] }) => name);
    return !changed.includes("events") && !changed.includes("configuration");
  };

  test.each<[string, Declared, Declared, boolean]>([
    ["nothing and nothing", {}, { configuration: {} }, true],
    [
      "a number and its text",
      { configuration: { "pagination.max": 50 } },
      { configuration: { "pagination.max": "50" } },
      true,
    ],
    ["other orders", { configuration: { a: 1, b: 2 } }, { configuration: { b: 2, a: 1 } }, true],
    ["another value", { configuration: { a: 1 } }, { configuration: { a: 2 } }, false],
    ["another key", { configuration: { a: 1 } }, { configuration: { b: 1 } }, false],
    ["a key more", { configuration: { a: 1 } }, { configuration: { a: 1, b: 1 } }, false],
    ["a key less", { configuration: { a: 1, b: 1 } }, { configuration: { a: 1 } }, false],
    ["a key that objects inherit", { configuration: { toString: "1" } }, { configuration: { a: "1" } }, false],
    ["events and none", { events: { callbackUrl: "u" } }, {}, false],
    ["other credentials of the vendor", inputs({ configuration: { a: 1 } }), { configuration: { a: 1 } }, true],
    [
      "events and the same given by keys",
      { events: { callbackUrl: "u" } },
      {
        configuration: {
          "event.notification.enabled": true,
          "event.vendor.type": "polling",
          "event.notification.callback.url": "u",
        },
      },
      true,
    ],
  ])("of %s", (_, a, b, same) => {
    expect(isSame(a, b)).toBe(same);
    expect(isSame(b, a)).toBe(same);
  });
});
