import { adopt, takeOver } from "../../../../provider/src/lifecycle/creating/takeOver";
import { AdoptionError, DuplicateInstancesError } from "../../../../provider/src/lifecycle/model/errors";
import { update } from "../../../../provider/src/lifecycle/update";
import { canary, failureOf } from "../../../support/canary";
import { failure, type MemoryPlatform } from "../../../support/memoryPlatform";
import { deadline, inputs, LOOK, OTHER_OWNER_TAG, OWNER_TAG, partialOf, stage, stateFor, without } from "../stage";

/** The instance with this id, as a list shows it. */
async function listed(platform: MemoryPlatform, id: string, until: ReturnType<typeof deadline>) {
  const instance = await platform.get(id, until);
  platform.forget();
  return instance;
}

describe("takeOver", () => {
  test("brings what it found to the declared state with one PUT that holds everything", async () => {
    const { platform, session, clock, log } = stage();
    const until = deadline(clock);
    const stored = platform.add({ name: "old", tags: ["old", OWNER_TAG], createdDate: "2026-01-01T00:00:00Z" });
    const declared = inputs({ configuration: { "pagination.max": 50 } });
    const created = await takeOver(await listed(platform, "1", until), declared, session, until);
    expect(platform.calls).toEqual(["put 1"]);
    expect(platform.bodies).toEqual([
      {
        name: "crm",
        tags: ["sales", OWNER_TAG],
        configuration: { username: declared.apiKey, password: declared.developerKey, "pagination.max": "50" },
      },
    ]);
    expect(created).toStrictEqual({ id: "1", state: stateFor(declared, stored) });
    expect(log).toEqual([
      `warning: instance 1 (created 2026-01-01T00:00:00Z) carries the owner tag of this declaration, ${OWNER_TAG}: it is ` +
        "taken over, no second one is created",
    ]);
  });

  test("sends the keys even where everything seems to be as declared: the developer key cannot be seen", async () => {
    const { platform, session, clock } = stage();
    const until = deadline(clock);
    const declared = inputs();
    const stored = platform.add({ tags: ["sales", OWNER_TAG] });
    Object.assign(stored.configuration, { username: declared.apiKey, password: canary("otherDeveloperKey") });
    await takeOver(await listed(platform, "1", until), declared, session, until);
    expect(stored.configuration["password"]).toBe(declared.developerKey);
  });

  test("says so where the creation date is not known", async () => {
    const { platform, session, clock, log } = stage();
    const until = deadline(clock);
    platform.add({ tags: [OWNER_TAG] });
    const found = { ...(await listed(platform, "1", until)), createdDate: undefined };
    await takeOver(found, inputs(), session, until);
    expect(log[0]).toContain("instance 1 (created at an unknown time)");
  });

  test.each(["configuration", "token"] as const)(
    "reads an instance first whose %s the list left out",
    async (lacking) => {
      const { platform, session, clock } = stage();
      const until = deadline(clock);
      const declared = inputs();
      const stored = platform.add({ tags: [OWNER_TAG] });
      Object.assign(stored.configuration, { "event.notification.enabled": "true" });
      const found = { ...(await listed(platform, "1", until)), [lacking]: undefined };
      const { state } = await takeOver(found, declared, session, until);
      expect(platform.calls).toEqual(["get 1", "put 1"]);
      expect(state).toStrictEqual(stateFor(declared, stored));
      // What is on, and not declared, is turned off.
      expect(platform.bodies[0]?.configuration).toMatchObject({ "event.notification.enabled": "false" });
    },
  );

  test("enables an instance that it found disabled, and disables one that is declared so", async () => {
    const disabled = stage();
    const until = deadline(disabled.clock);
    disabled.platform.add({ tags: [OWNER_TAG], disabled: true });
    const declared = inputs();
    const first = await takeOver(await listed(disabled.platform, "1", until), declared, disabled.session, until);
    expect(disabled.platform.calls).toEqual(["put 1", "setEnabled 1 true"]);
    expect(first.state.enabled).toBe(true);

    const enabled = stage();
    const end = deadline(enabled.clock);
    enabled.platform.add({ tags: [OWNER_TAG] });
    const found = await listed(enabled.platform, "1", end);
    const second = await takeOver(found, inputs({ enabled: false }), enabled.session, end);
    expect(enabled.platform.calls).toEqual(["put 1", "setEnabled 1 false"]);
    expect(second.state.enabled).toBe(false);
  });

  test("does not believe that an instance is disabled, as declared, only because the platform did not tell", async () => {
    const { platform, session, clock } = stage();
    const until = deadline(clock);
    platform.add({ tags: [OWNER_TAG] });
    platform.answer = (instance) => ({ ...instance, disabled: undefined });
    await takeOver(await listed(platform, "1", until), inputs({ enabled: false }), session, until);
    expect(platform.calls).toEqual(["put 1", "setEnabled 1 false"]);
  });

  test("a refused PUT is a partial failure that keeps the id, and the next update sends everything", async () => {
    const { platform, session, clock } = stage();
    const until = deadline(clock);
    const declared = inputs();
    const stored = platform.add({ name: "old", tags: [OWNER_TAG] });
    const apiKey = canary("oldApiKey");
    stored.configuration["username"] = apiKey;
    platform.fail("put", failure("platformError", "PUT /instances/1 was answered 401"));
    const partial = await partialOf(takeOver(await listed(platform, "1", until), declared, session, until));
    expect(partial.id).toBe("1");
    expect(partial.reasons).toEqual([
      "Instance 1 was taken over, but is not as declared yet: PUT /instances/1 was answered 401",
    ]);
    const known = stateFor(declared, stored, { name: "old", apiKey, tags: [] });
    expect(partial.state).toStrictEqual(without(known, "developerKey"));

    platform.forget();
    const state = await update("1", partial.state, declared, session);
    expect(platform.calls).toEqual(["put 1"]);
    expect(state).toStrictEqual(stateFor(declared, stored));
  });

  test("a failed read of an abridged instance is a partial failure that keeps the id", async () => {
    const { platform, session, clock } = stage();
    const until = deadline(clock);
    platform.add({ tags: [OWNER_TAG] });
    const found = { ...(await listed(platform, "1", until)), configuration: undefined };
    platform.fail("get", failure("refused", "GET /instances/1 was answered 403"));
    const partial = await partialOf(takeOver(found, inputs(), session, until));
    expect(partial.id).toBe("1");
    expect(partial.reasons).toEqual([
      "Instance 1 was taken over, but is not as declared yet: GET /instances/1 was answered 403",
    ]);
    expect(partial.state.developerKey).toBeUndefined();
  });

  test("what fails after the PUT keeps its own reason", async () => {
    const { platform, session, clock } = stage();
    const until = deadline(clock);
    platform.add({ tags: [OWNER_TAG] });
    platform.fail("ping", failure("refused", "GET /hubs/crm/ping was answered 401"));
    const found = await listed(platform, "1", until);
    const partial = await partialOf(takeOver(found, inputs({ verify: true }), session, until));
    expect(partial.reasons).toEqual([
      "Instance 1 is as declared, but is not verified: GET /hubs/crm/ping was answered 401",
    ]);
  });
});

describe("adopt", () => {
  test("takes over an instance that nobody owns, with one PUT and one line", async () => {
    const { platform, session, clock, log } = stage();
    const stored = platform.add({ name: "by hand", tags: ["old"] });
    const declared = inputs({ adoptId: "1" });
    const created = await adopt("1", declared, session, deadline(clock, 9_000));
    expect(platform.calls).toEqual(["get 1", LOOK, "put 1"]);
    expect(platform.limits).toEqual([9_000, 9_000, 9_000]);
    expect(created).toStrictEqual({ id: "1", state: stateFor(declared, stored) });
    expect([...stored.tags].sort()).toEqual([OWNER_TAG, "sales"].sort());
    expect(log).toEqual(["instance 1 is taken over, as adoptId says"]);
  });

  test("takes over again what carries this declaration's owner tag already", async () => {
    const { platform, session, clock } = stage();
    platform.add({ tags: [OWNER_TAG] });
    const { id } = await adopt("1", inputs({ adoptId: "1" }), session, deadline(clock));
    expect(id).toBe("1");
    expect(platform.calls).toEqual(["get 1", LOOK, "put 1"]);
  });

  test("does not look for the owner tag where it is switched off", async () => {
    const { platform, session, clock } = stage();
    platform.add();
    await adopt("1", inputs({ adoptId: "1", ownerTag: undefined }), session, deadline(clock));
    expect(platform.calls).toEqual(["get 1", "put 1"]);
    expect(platform.bodies[0]?.tags).toEqual(["sales"]);
  });

  test("refuses an instance that is not there", async () => {
    const { platform, session, clock } = stage();
    const error = await failureOf(adopt("9", inputs({ adoptId: "9" }), session, deadline(clock)));
    expect(error).toBeInstanceOf(AdoptionError);
    expect(error.message).toBe(
      "adoptId: there is no instance 9 to take over (GET /instances/9 was answered 404). Nothing was changed. Correct " +
        "adoptId, or take it out of the program to make a new instance",
    );
    expect(platform.calls).toEqual(["get 9"]);
  });

  test("passes every other failure of the look on as it is", async () => {
    const { platform, session, clock } = stage();
    const error = failure("refused", "GET /instances/1 was answered 403");
    platform.fail("get", error);
    expect(await failureOf(adopt("1", inputs({ adoptId: "1" }), session, deadline(clock)))).toBe(error);
  });

  test("refuses an instance of another element, and changes nothing", async () => {
    const { platform, session, clock } = stage();
    platform.add({ elementKey: "closeio" });
    const error = await failureOf(adopt("1", inputs({ adoptId: "1" }), session, deadline(clock)));
    expect(error).toBeInstanceOf(AdoptionError);
    expect(error.message).toBe("adoptId: instance 1 is one of the element closeio, not of actessentials");
    expect(platform.calls).toEqual(["get 1"]);
  });

  test("takes over an instance of which the platform does not tell the element", async () => {
    const { platform, session, clock } = stage();
    platform.add();
    platform.answer = (instance) => ({ ...instance, elementKey: undefined });
    expect((await adopt("1", inputs({ adoptId: "1" }), session, deadline(clock))).id).toBe("1");
  });

  test.each([
    ["with an owner tag of its own", OWNER_TAG],
    ["with owner tags switched off", undefined],
  ])("refuses an instance with another declaration's owner tag, and names it: %s", async (_, ownerTag) => {
    const { platform, session, clock } = stage();
    platform.add({ tags: ["sales", OTHER_OWNER_TAG] });
    const error = await failureOf(adopt("1", inputs({ adoptId: "1", ownerTag }), session, deadline(clock)));
    expect(error).toBeInstanceOf(AdoptionError);
    expect(error.message).toBe(
      `adoptId: instance 1 belongs to another declaration, whose owner tag is ${OTHER_OWNER_TAG}. Remove it there first ` +
        "(pulumi state delete keeps the instance), then remove that tag on the platform",
    );
    expect(platform.calls).toEqual(["get 1"]);
  });

  test("refuses where the declaration has another instance already, and changes neither", async () => {
    const { platform, session, clock } = stage();
    platform.add();
    platform.add({ tags: [OWNER_TAG] });
    const error = await failureOf(adopt("1", inputs({ adoptId: "1" }), session, deadline(clock)));
    expect(error).toBeInstanceOf(AdoptionError);
    expect(error.message).toBe(
      "adoptId: this declaration has an instance on the platform already, 2. Delete that one, or name it in adoptId",
    );
    expect(platform.calls).toEqual(["get 1", LOOK]);
  });

  test("refuses where the declaration has several instances", async () => {
    const { platform, session, clock } = stage();
    platform.add();
    platform.add({ tags: [OWNER_TAG] });
    platform.add({ tags: [OWNER_TAG] });
    const error = await failureOf(adopt("1", inputs({ adoptId: "1" }), session, deadline(clock)));
    expect(error).toBeInstanceOf(DuplicateInstancesError);
    expect(platform.calls).toEqual(["get 1", LOOK]);
  });

  test("reads an instance once more whose first answer had no token", async () => {
    const { platform, session, clock } = stage();
    const stored = platform.add();
    const declared = inputs({ adoptId: "1" });
    let answers = 0;
    platform.answer = (instance) => {
      answers += 1;
      return answers === 1 ? { ...instance, token: undefined } : instance;
    };
    const { state } = await adopt("1", declared, session, deadline(clock));
    expect(platform.calls).toEqual(["get 1", LOOK, "get 1", "put 1"]);
    expect(state).toStrictEqual(stateFor(declared, stored));
  });

  test("that fails half-way is a partial failure that keeps the id", async () => {
    const { platform, session, clock } = stage();
    platform.add();
    platform.fail("put", failure("nothingDone", "PUT /instances/1: could not be reached"));
    const partial = await partialOf(adopt("1", inputs({ adoptId: "1" }), session, deadline(clock)));
    expect(partial.id).toBe("1");
    expect(partial.reasons).toEqual([
      "Instance 1 was taken over, but is not as declared yet: PUT /instances/1: could not be reached",
    ]);
  });
});
