import type { InstanceInputs, InstanceState } from "../../../../provider/src/lifecycle/model/properties";
import { inputsOf, sameName, stateOf } from "../../../../provider/src/lifecycle/model/state";
import type { Instance } from "../../../../provider/src/platform/instance";
import { canary } from "../../../support/canary";
import { BASE_URL, inputs, NOTHING_TOLD, OTHER_OWNER_TAG, OWNER_TAG, without } from "../stage";

const MASK = "********";

/** An answer that tells nothing but the id, and what is given. */
function answer(given: Partial<Instance> = {}): Instance {
  return {
    id: "7",
    name: undefined,
    ...NOTHING_TOLD,
    ...given,
  };
}

const told = {
  token: "t",
  elementId: 764,
  organizationId: 1190,
  accountId: 11111,
  createdDate: "2026-01-02T03:04:05Z",
  valid: true,
};

describe("stateOf", () => {
  test("an answer that tells nothing is the declaration, the id and the platform", () => {
    const declared = inputs({
      enabled: false,
      events: { callbackUrl: "https://receiver.example" },
      configuration: { "own.key": 1 },
      verify: true,
      adoptId: "7",
      customTimeouts: { read: "1m" },
    });
    expect(stateOf(answer(), declared, BASE_URL)).toStrictEqual({ ...declared, instanceId: "7", baseUrl: BASE_URL });
  });

  test("holds nothing that neither is declared nor told, also not as undefined", () => {
    expect(stateOf(answer(), {}, BASE_URL)).toStrictEqual({ instanceId: "7", baseUrl: BASE_URL });
  });

  test("takes outputs from the answer, else from what was known before", () => {
    const before: InstanceState = {
      ...told,
      token: "before",
      valid: false,
      elementId: 1,
      organizationId: 2,
      accountId: 3,
      createdDate: "before",
    };
    const { token, ...rest } = told;
    expect(stateOf(answer(told), {}, BASE_URL, before)).toStrictEqual({ ...told, instanceId: "7", baseUrl: BASE_URL });
    expect(stateOf(answer({ token }), {}, BASE_URL, { ...before, ...rest })).toStrictEqual({
      ...told,
      instanceId: "7",
      baseUrl: BASE_URL,
    });
    expect(stateOf(answer(), {}, BASE_URL, before)).toStrictEqual({ ...before, instanceId: "7", baseUrl: BASE_URL });
  });

  test("takes neither id nor platform nor inputs from what was known before", () => {
    const before = { ...inputs(), instanceId: "1", baseUrl: "https://old.example" };
    expect(stateOf(answer(), {}, BASE_URL, before)).toStrictEqual({ instanceId: "7", baseUrl: BASE_URL });
  });

  test("has the name that the platform has", () => {
    expect(stateOf(answer({ name: "theirs" }), { name: "ours" }, BASE_URL).name).toBe("theirs");
    expect(stateOf(answer({ name: "" }), { name: "ours" }, BASE_URL).name).toBe("");
  });

  test.each([
    [undefined, true, true],
    [undefined, undefined, undefined],
    [true, true, false],
    [false, false, true],
    [false, undefined, true],
  ])("with disabled=%j told and enabled=%j declared is enabled=%j", (disabled, enabled, expected) => {
    const declared = enabled === undefined ? {} : { enabled };
    expect(stateOf(answer({ disabled }), declared, BASE_URL).enabled).toBe(expected);
  });

  describe("the keys of Act! 365", () => {
    const declared = inputs();
    const of = (configuration: Record<string, string | null>) => stateOf(answer({ configuration }), declared, BASE_URL);

    test("the API key is the platform's, which it returns in clear", () => {
      const apiKey = canary("theirs");
      expect(of({ username: apiKey }).apiKey).toBe(apiKey);
      expect(of({ username: "" }).apiKey).toBe("");
    });

    test.each([{ username: MASK }, { username: null }, {}])(
      "the API key is the declared one where the answer is %j",
      (configuration) => {
        expect(of(configuration).apiKey).toBe(declared.apiKey);
      },
    );

    test("the developer key is the declared one, whatever the answer shows", () => {
      expect(of({ password: MASK }).developerKey).toBe(declared.developerKey);
      expect(of({ password: "theirs" }).developerKey).toBe(declared.developerKey);
      expect(stateOf(answer({ configuration: { password: MASK } }), {}, BASE_URL)).not.toHaveProperty("developerKey");
    });
  });

  describe("tags and owner tag", () => {
    const of = (tags: string[] | undefined, declared: Partial<InstanceInputs>) => {
      const { tags: seen, ownerTag } = stateOf(answer({ tags }), declared, BASE_URL);
      return [seen, ownerTag];
    };

    test.each<[string, string[] | undefined, Partial<InstanceInputs>, unknown[]]>([
      [
        "are as declared while they are the same set",
        [OWNER_TAG, "b", "a"],
        { tags: ["a", "b"], ownerTag: OWNER_TAG },
        [["a", "b"], OWNER_TAG],
      ],
      ["show drift sorted", [OWNER_TAG, "c", "b"], { tags: ["a"], ownerTag: OWNER_TAG }, [["b", "c"], OWNER_TAG]],
      ["show a missing owner tag", ["a"], { tags: ["a"], ownerTag: OWNER_TAG }, [["a"], undefined]],
      [
        "are as declared where the answer tells none",
        undefined,
        { tags: ["a"], ownerTag: OWNER_TAG },
        [["a"], OWNER_TAG],
      ],
      [
        "have no owner tag where none is declared, and no foreign one among the tags",
        ["a", OTHER_OWNER_TAG],
        { tags: ["a"] },
        [["a"], undefined],
      ],
      ["leave out an unknown owner tag of a read instance", ["a", OTHER_OWNER_TAG], {}, [["a"], undefined]],
      [
        "show a foreign owner tag beside ours",
        [OWNER_TAG, OTHER_OWNER_TAG],
        { ownerTag: OWNER_TAG },
        [[OTHER_OWNER_TAG], OWNER_TAG],
      ],
      ["are none where there are none", [], { ownerTag: OWNER_TAG }, [[], undefined]],
    ])("%s", (_, found, declared, expected) => {
      expect(of(found, declared)).toEqual(expected);
    });
  });

  describe("events and configuration", () => {
    const found = {
      "event.notification.enabled": "true",
      "event.notification.callback.url": "https://theirs.example",
      "event.poller.refresh_interval": "15",
      "pagination.max": "99",
    };

    test("are as in effect", () => {
      const declared = { events: { callbackUrl: "https://ours.example" }, configuration: { "pagination.max": 50 } };
      const { events, configuration } = stateOf(answer({ configuration: found }), declared, BASE_URL);
      expect({ events, configuration }).toStrictEqual({
        events: { callbackUrl: "https://theirs.example" },
        configuration: { "pagination.max": "99" },
      });
    });

    test("are only configuration where the program steers events by plain keys", () => {
      const declared = {
        configuration: {
          "event.notification.enabled": true,
          "event.notification.callback.url": "https://ours.example",
        },
      };
      expect(stateOf(answer({ configuration: found }), declared, BASE_URL)).toStrictEqual({
        configuration: {
          "event.notification.enabled": true,
          "event.notification.callback.url": "https://theirs.example",
        },
        instanceId: "7",
        baseUrl: BASE_URL,
      });
    });

    test("show events that somebody turned on beside other plain keys", () => {
      const declared = { configuration: { "pagination.max": 99 } };
      expect(stateOf(answer({ configuration: found }), declared, BASE_URL)).toMatchObject({
        events: { callbackUrl: "https://theirs.example" },
        configuration: { "pagination.max": 99 },
      });
    });
  });
});

describe("inputsOf", () => {
  const declared = inputs({
    enabled: false,
    events: { callbackUrl: "https://receiver.example" },
    configuration: { "own.key": 1 },
    verify: true,
    adoptId: "7",
    customTimeouts: { read: "1m" },
  });

  test("are the inputs alone: an output among them would be printed by the next preview", () => {
    expect(inputsOf({ ...declared, ...told, instanceId: "7", baseUrl: BASE_URL })).toStrictEqual(declared);
  });

  test("are only what is known", () => {
    expect(inputsOf(told)).toStrictEqual({});
    expect(inputsOf(without(declared, "developerKey"))).toStrictEqual(without(declared, "developerKey"));
  });
});

test.each([
  ["crm", "crm", true],
  ["<b>crm</b>", "crm", true],
  ["crm", "<i>crm</i>", true],
  ["crm", "CRM", false],
  ["crm", "crm ", false],
  ["", "", true],
  [undefined, "crm", false],
  ["crm", undefined, false],
  [undefined, undefined, false],
])("the names %j and %j are the same on the platform: %j", (a, b, same) => {
  expect(sameName(a, b)).toBe(same);
});
