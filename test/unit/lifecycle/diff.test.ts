import fc from "fast-check";
import { create } from "../../../provider/src/lifecycle/create";
import { diff } from "../../../provider/src/lifecycle/diff";
import {
  type InstanceInputs,
  type InstanceState,
  parseInputs,
  parseState,
  plainProperties,
} from "../../../provider/src/lifecycle/model/properties";
import { read } from "../../../provider/src/lifecycle/read";
import { update } from "../../../provider/src/lifecycle/update";
import { ACT_365 } from "../../../provider/src/platform/actessentials";
import { canary } from "../../support/canary";
import { defaults } from "../../support/memoryPlatform";
import {
  CONFIGURED,
  inputs,
  NOTHING_KNOWN,
  OTHER_OWNER_TAG,
  OWNER_TAG,
  pending,
  stage,
  stateFor,
  without,
} from "./stage";

const MOVED = { ...CONFIGURED, baseUrl: "https://other.example/elements/api-v2" };
const settings = { seed: 365, numRuns: 300 };

function inEffect(declared: InstanceInputs): InstanceState {
  return stateFor(declared, stage().platform.add());
}

const declared = inputs({
  enabled: true,
  events: { callbackUrl: "https://receiver.example/e" },
  configuration: { "pagination.max": 50 },
  customTimeouts: { read: "2m" },
});

test("what is in effect is no change", () => {
  expect(diff(inEffect(declared), declared, CONFIGURED)).toStrictEqual({ changes: false, replaces: [] });
});

test.each<[string, object]>([
  ["verify", { verify: true }],
  ["adoptId", { adoptId: "99" }],
])("%s alone is no change", (_, given) => {
  expect(diff(inEffect(declared), inputs({ ...declared, ...given }), CONFIGURED).changes).toBe(false);
});

test.each<[string, object]>([
  ["name", { name: "crm-eu" }],
  ["apiKey", { apiKey: "another" }],
  ["tags", { tags: [] }],
  ["ownerTag", { ownerTag: OTHER_OWNER_TAG }],
  ["enabled", { enabled: false }],
  ["configuration", { configuration: undefined }],
  ["customTimeouts", { customTimeouts: undefined }],
])("another %s is a change in place", (_, given) => {
  const after = inputs({ ...declared, ...given });
  expect(diff(inEffect(declared), after, CONFIGURED)).toStrictEqual({ changes: true, replaces: [] });
});

test("credentials that are pending are a change in place", () => {
  expect(diff(pending(inEffect(declared)), declared, CONFIGURED)).toStrictEqual({ changes: true, replaces: [] });
});

describe("a replacement", () => {
  test("is asked for by another base URL alone", () => {
    expect(diff(inEffect(declared), declared, MOVED)).toStrictEqual({ changes: true, replaces: ["baseUrl"] });
  });

  test("is not asked for by another name of the same platform", () => {
    const api = "https://api.cloud-elements.com/elements/api-v2";
    const console = "https://console.cloud-elements.com/elements/api-v2";
    const state = { ...inEffect(declared), baseUrl: api };
    expect(diff(state, declared, { ...CONFIGURED, baseUrl: console })).toStrictEqual({ changes: false, replaces: [] });
  });

  test("is not asked for where the state recorded no base URL", () => {
    const state = without(inEffect(declared), "baseUrl");
    expect(diff(state, declared, MOVED)).toStrictEqual({ changes: false, replaces: [] });
  });
});

describe("what is not known yet", () => {
  test.each(["name", "apiKey", "tags", "events", "configuration", "customTimeouts", "ownerTag"])(
    "counts as a change of %s, never as a replacement",
    (name) => {
      expect(diff(inEffect(declared), declared, { ...CONFIGURED, unknown: [name] })).toStrictEqual({
        changes: true,
        replaces: [],
      });
    },
  );

  test("counts for nothing in verify and adoptId", () => {
    expect(diff(inEffect(declared), declared, { ...CONFIGURED, unknown: ["verify", "adoptId"] }).changes).toBe(false);
    expect(diff(inEffect(declared), declared, { ...CONFIGURED, unknown: ["verify", "name"] }).changes).toBe(true);
  });

  test("never replaces, whatever it is", () => {
    const names = fc.subarray([...Object.keys(declared), "verify", "adoptId", "baseUrl", "instanceId"]);
    fc.assert(
      fc.property(names, (unknown) => {
        expect(diff(inEffect(declared), declared, { ...CONFIGURED, unknown }).replaces).toEqual([]);
        expect(diff(inEffect(declared), declared, { ...MOVED, unknown }).replaces).toEqual(["baseUrl"]);
      }),
      settings,
    );
  });
});

describe("any declaration", () => {
  const option = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const text = fc.string({ minLength: 1, unit: "grapheme" }).filter((value) => value !== "********");
  /** Texts that are not empty on the platform, some with HTML, which it takes out. */
  const label = fc
    .tuple(fc.stringMatching(/^[a-z0-9 @/.:-]{1,8}[a-z]$/), fc.constantFrom("", "<b>", '<a href="#">', "<br/>", "< 3 "))
    .map(([word, html]) => `${html}${word}${html.startsWith("<b") ? "</b>" : ""}`);
  const events = fc.record(
    {
      callbackUrl: fc.webUrl(),
      pollIntervalMinutes: fc.integer({ min: 1, max: 100 }),
      callbackHeaders: text,
      basicAuth: fc.record({ username: text, password: text }),
      signatureKey: text,
      pollers: fc.dictionary(fc.string(), fc.jsonValue()),
    },
    { requiredKeys: ["callbackUrl"] },
  );
  const value = fc.oneof(text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean());
  const key = fc.oneof(
    fc.constantFrom(
      "pagination.max",
      "pagination.type",
      "bulk.relations",
      "base.url",
      "instance.variables",
      "toString",
    ),
    fc.stringMatching(/^own\.[a-z.]{1,5}$/),
  );
  const configuration = fc
    .tuple(fc.dictionary(key, value), option(fc.boolean()))
    .map(([keys, nulls]) => (nulls === undefined ? keys : { ...keys, "filter.response.nulls": nulls }));
  const arbitrary = fc
    .record({
      name: label,
      tags: option(fc.array(label, { maxLength: 4 })),
      enabled: option(fc.boolean()),
      events: option(events),
      configuration: option(configuration),
      ownerTag: fc.constantFrom(undefined, OWNER_TAG),
      customTimeouts: fc.constantFrom(undefined, { read: "2m" }),
      apiKey: fc.constantFrom(canary("apiKeyA"), canary("apiKeyB")),
      developerKey: fc.constantFrom(canary("developerKeyA"), canary("developerKeyB")),
    })
    // As it comes over the wire.
    .map((given) => parseInputs(JSON.parse(JSON.stringify(given)), ACT_365));
  const wired = (state: InstanceState | undefined) => parseState(plainProperties(state ?? NOTHING_KNOWN), ACT_365);

  test("that was created is no change, also after a refresh", async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async (given) => {
        const { session } = stage();
        const { id, state } = await create(given, session);
        expect(diff(wired(state), given, CONFIGURED)).toEqual({ changes: false, replaces: [] });
        const refreshed = await read(id, wired(state), session);
        expect(diff(wired(refreshed), given, CONFIGURED)).toEqual({ changes: false, replaces: [] });
        expect(wired(refreshed)).toStrictEqual(wired(state));
      }),
      settings,
    );
  });

  test("that another one was updated to is no change, and the platform has it and the defaults", async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, arbitrary, async (before, after) => {
        const { session, platform } = stage();
        const { id, state } = await create(before, session);
        platform.forget();
        const now = await update(id, wired(state), after, session);
        expect(
          platform.calls.filter((call) => call !== `setEnabled ${id} ${after.enabled ?? true}`).length,
        ).toBeLessThan(2);
        expect(diff(wired(now), after, CONFIGURED)).toEqual({ changes: false, replaces: [] });

        const fresh = stage();
        await create(after, fresh.session);
        const [kept, wanted] = [platform.stored(id), fresh.platform.stored("1")];
        // A key that was set and that the element does not know is null, which is as good as not there.
        expect(kept.configuration).toMatchObject({ ...defaults(), ...wanted.configuration });
        const more = Object.keys(kept.configuration).filter((name) => !Object.hasOwn(wanted.configuration, name));
        expect(more.map((name) => kept.configuration[name])).toEqual(more.map(() => null));
        expect(kept.name).toBe(wanted.name);
        expect([...kept.tags].sort()).toEqual([...wanted.tags].sort());
        expect(kept.disabled).toBe(after.enabled === false);
      }),
      settings,
    );
  });

  test("that was taken over by is no change, whatever the instance was before", async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, arbitrary, async (before, after) => {
        const { session, platform } = stage();
        const { id } = await create(before, session);
        platform.stored(id).tags = ["theirs"];
        // Another run adopts it: in this one, the other declaration would hold it.
        session.held.release(id);
        const { state } = await create({ ...after, adoptId: id }, session);
        expect(diff(wired(state), after, CONFIGURED)).toEqual({ changes: false, replaces: [] });
        expect(platform.instances.size).toBe(1);
      }),
      settings,
    );
  });
});
