import type { InstanceState } from "../../../../provider/src/lifecycle/model/properties";
import { stateOf } from "../../../../provider/src/lifecycle/model/state";
import type { Instance } from "../../../../provider/src/platform/instance";
import { canary } from "../../../support/canary";
import { BASE_URL, inputs, NOTHING_TOLD, OTHER_OWNER_TAG, OWNER_TAG, setUp } from "../setUp";

const MASK = "********";
const { session } = setUp();
/** What is known of an instance before anything is declared or told. */
const NOTHING: InstanceState = { credentials: {} };
/** What every state says, whatever the response tells. */
const PLACE = { instanceId: "7", baseUrl: BASE_URL, seenBy: "user-of-7" };

/** A response that tells nothing but the id, and what is given. */
function response(given: Partial<Instance> = {}): Instance {
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
  test("with a response of nothing but an id is the declaration, the id and the platform", () => {
    const declared = inputs({
      enabled: false,
      events: { callbackUrl: "https://receiver.example" },
      configuration: { "own.key": 1 },
      verify: true,
      adoptId: "7",
    });
    expect(stateOf(response(), declared, session)).toStrictEqual({ ...declared, ...PLACE });
  });

  test("has no property that is neither declared nor in the response, not even as undefined", () => {
    expect(stateOf(response(), NOTHING, session)).toStrictEqual({ ...NOTHING, ...PLACE });
  });

  test("takes outputs from the response, else from the state before", () => {
    const before: InstanceState = {
      ...NOTHING,
      ...told,
      token: "before",
      valid: false,
      elementId: 1,
      organizationId: 2,
      accountId: 3,
      createdDate: "before",
    };
    const { token, ...rest } = told;
    expect(stateOf(response(told), NOTHING, session, before)).toStrictEqual({ ...NOTHING, ...told, ...PLACE });
    expect(stateOf(response({ token }), NOTHING, session, { ...before, ...rest })).toStrictEqual({
      ...NOTHING,
      ...told,
      ...PLACE,
    });
    expect(stateOf(response(), NOTHING, session, before)).toStrictEqual({ ...before, ...PLACE });
  });

  test("takes neither id nor platform nor user mark nor inputs from the state before", () => {
    const before = { ...inputs(), instanceId: "1", baseUrl: "https://old.example", seenBy: "former-user" };
    expect(stateOf(response(), NOTHING, session, before)).toStrictEqual({ ...NOTHING, ...PLACE });
  });

  test("has the name that the platform has", () => {
    expect(stateOf(response({ name: "theirs" }), { ...NOTHING, name: "ours" }, session).name).toBe("theirs");
    expect(stateOf(response({ name: "" }), { ...NOTHING, name: "ours" }, session).name).toBe("");
  });

  test.each([
    [undefined, true, true],
    [undefined, undefined, undefined],
    [true, true, false],
    [false, false, true],
    [false, undefined, true],
  ])("with disabled=%j in the response and enabled=%j declared has enabled=%j", (disabled, enabled, expected) => {
    const declared = enabled === undefined ? NOTHING : { ...NOTHING, enabled };
    expect(stateOf(response({ disabled }), declared, session).enabled).toBe(expected);
  });

  describe("the keys of Act! 365", () => {
    const declared = inputs();
    const of = (configuration: Record<string, string | null>) =>
      stateOf(response({ configuration }), declared, session);

    test("the API key is the platform's, which it returns in clear", () => {
      const apiKey = canary("theirs");
      expect(of({ username: apiKey })).toMatchObject({ credentials: { apiKey } });
      expect(of({ username: "" })).toMatchObject({ credentials: { apiKey: "" } });
    });

    test.each([{ username: MASK }, { username: null }, {}])(
      "the API key is the declared one where the response is %j",
      (configuration) => {
        expect(of(configuration)).toMatchObject({ credentials: declared.credentials });
      },
    );

    test("the developer key is the declared one, whatever the response shows", () => {
      expect(of({ password: MASK })).toMatchObject({ credentials: declared.credentials });
      expect(of({ password: "theirs" })).toMatchObject({ credentials: declared.credentials });
      expect(stateOf(response({ configuration: { password: MASK } }), NOTHING, session).credentials).toEqual({});
    });
  });

  describe("tags and owner tag", () => {
    const of = (tags: string[] | undefined, declared: Partial<InstanceState>) => {
      const { tags: seen, ownerTag } = stateOf(response({ tags }), { ...NOTHING, ...declared }, session);
      return [seen, ownerTag];
    };

    test.each<[string, string[] | undefined, Partial<InstanceState>, unknown[]]>([
      [
        "are as declared while they are the same set",
        [OWNER_TAG, "b", "a"],
        { tags: ["a", "b"], ownerTag: OWNER_TAG },
        [["a", "b"], OWNER_TAG],
      ],
      ["show drift sorted", [OWNER_TAG, "c", "b"], { tags: ["a"], ownerTag: OWNER_TAG }, [["b", "c"], OWNER_TAG]],
      ["show a missing owner tag", ["a"], { tags: ["a"], ownerTag: OWNER_TAG }, [["a"], undefined]],
      [
        "are as declared where the response tells none",
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
      const declared = {
        ...NOTHING,
        events: { callbackUrl: "https://ours.example" },
        configuration: { "pagination.max": 50 },
      };
      const { events, configuration } = stateOf(response({ configuration: found }), declared, session);
      expect({ events, configuration }).toStrictEqual({
        events: { callbackUrl: "https://theirs.example" },
        configuration: { "pagination.max": "99" },
      });
    });

    test("are only configuration where the program steers events by plain keys", () => {
      const declared = {
        ...NOTHING,
        configuration: {
          "event.notification.enabled": true,
          "event.notification.callback.url": "https://ours.example",
        },
      };
      expect(stateOf(response({ configuration: found }), declared, session)).toStrictEqual({
        ...NOTHING,
        configuration: {
          "event.notification.enabled": true,
          "event.notification.callback.url": "https://theirs.example",
        },
        ...PLACE,
      });
    });

    test("show events that somebody turned on beside other plain keys", () => {
      const declared = { ...NOTHING, configuration: { "pagination.max": 99 } };
      expect(stateOf(response({ configuration: found }), declared, session)).toMatchObject({
        events: { callbackUrl: "https://theirs.example" },
        configuration: { "pagination.max": 99 },
      });
    });
  });
});
