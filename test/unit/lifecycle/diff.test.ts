import fc from "fast-check";
import { ACT_365 } from "../../../provider/src/elements/actessentials";
import { differences } from "../../../provider/src/lifecycle/changing/differences";
import { create } from "../../../provider/src/lifecycle/create";
import { HeldInstances } from "../../../provider/src/lifecycle/model/heldInstances";
import type { InstanceInputs, InstanceState, Properties } from "../../../provider/src/lifecycle/model/properties";
import { parseInputs, parseState, plainProperties } from "../../../provider/src/lifecycle/model/properties";
import { RunningProgram } from "../../../provider/src/lifecycle/model/runningProgram";
import { UNKNOWN } from "../../../provider/src/lifecycle/model/unknowns";
import { read } from "../../../provider/src/lifecycle/read";
import { update } from "../../../provider/src/lifecycle/update";
import { canary, thrownBy } from "../../support/canary";
import { defaults } from "../../support/memoryPlatform";
import { SOME } from "../../support/some";
import { BASE_URL, diffOf, inputs, OWNER_TAG, setUp, stateFor, without } from "./setUp";

const OTHER_URL = "https://other.example/elements/api-v2";
const settings = { seed: 365, numRuns: 300 };

/** A diff that may replace instances on other platforms than this one. */
const diff = (state: InstanceState, after: InstanceInputs, baseUrl: string, unknown: readonly string[] = []) =>
  diffOf(
    state,
    after,
    { configured: () => ({ baseUrl, source: "a test", replacesOthers: true }) },
    Object.fromEntries(unknown.map((name) => [name, UNKNOWN])),
  );

function inEffect(declared: InstanceInputs): InstanceState {
  return stateFor(declared, setUp().platform.add());
}

const GIVEN = {
  enabled: true,
  events: { callbackUrl: "https://receiver.example/e" },
  configuration: { "pagination.max": 50 },
  apiKey: canary("apiKey"),
  developerKey: canary("developerKey"),
};
const declared = inputs(GIVEN);

describe("a declaration that is in effect", () => {
  test("is no change", () => {
    expect(diff(inEffect(declared), declared, BASE_URL)).toStrictEqual({ changes: [], replaces: [] });
  });

  // What counts as no change is tested in changing/differences.test.ts.
  test("is no change where it is only spelled differently", () => {
    const before = { ...GIVEN, tags: ["a", "b"] };
    const after = inputs({ ...before, name: "<b>crm</b>", tags: ["b", "a"], verify: true });
    expect(diff(inEffect(inputs(before)), after, BASE_URL).changes).toEqual([]);
  });
});

describe("a change in place", () => {
  test.each<object>([
    { name: "crm-eu" },
    { apiKey: "another" },
    { tags: [] },
    { ownerTag: undefined },
    { enabled: false },
    { configuration: { "pagination.max": 51 } },
    { events: undefined },
  ])("by %j is a difference, and replaces nothing", (given) => {
    const after = inputs({ ...GIVEN, ...given });
    const changes = differences(inEffect(declared), after, ACT_365);
    expect(changes).toHaveLength(1);
    expect(diff(inEffect(declared), after, BASE_URL)).toStrictEqual({ changes, replaces: [] });
  });

  test("is asked for where credentials are marked to be sent again, though they are the same", () => {
    const state = { ...inEffect(declared), sendCredentialsAgain: true };
    expect(diff(state, declared, BASE_URL)).toStrictEqual({ changes: SOME, replaces: [] });
  });
});

describe("a replacement", () => {
  test("is refused unless it is allowed, and the error names both platforms and the source of the configured one", () => {
    const configured = { baseUrl: OTHER_URL, source: "environment variable ACT365_BASE_URL", replacesOthers: false };
    for (const unknown of [{}, { tags: UNKNOWN }]) {
      const error = thrownBy(() => diffOf(inEffect(declared), declared, { configured: () => configured }, unknown));
      expect(error).toHaveProperty("code", "base-url-changed");
      expect(error.message).toBe(
        `Instance 1 lives on ${BASE_URL}, but the configured base URL is ${OTHER_URL} (environment variable ` +
          "ACT365_BASE_URL). The instance was not changed. Correct act365:baseUrl, ACT365_BASE_URL or baseUrl of the " +
          "explicit provider. To delete the instance there and create a new one at the configured base URL, set " +
          "act365:allowBaseUrlChange, or allowBaseUrlChange of the explicit provider, to true",
      );
    }
  });

  describe("is neither asked for nor refused, and the configured base URL is not read,", () => {
    const configured = () => {
      throw new Error("looked at");
    };

    test("in a refresh", () => {
      const held = new HeldInstances();
      held.seenByRead("1");
      const result = diffOf(inEffect(declared), declared, { configured, held });
      expect(result).toStrictEqual({ changes: [], replaces: [] });
    });

    test("where another program manages the instance", () => {
      const state = { ...inEffect(declared), external: true };
      expect(diffOf(state, declared, { configured }).replaces).toEqual([]);
    });

    test("in a destroy, which diffs what depends on the deleted with unknown inputs and without a program", () => {
      const program = new RunningProgram();
      const result = diffOf(inEffect(declared), declared, { configured, program }, { tags: UNKNOWN });
      expect(result).toStrictEqual({ changes: SOME, replaces: [] });
    });
  });

  test("is asked for by another base URL alone, where that is allowed", () => {
    expect(diff(inEffect(declared), declared, OTHER_URL)).toStrictEqual({
      changes: [{ path: ["baseUrl"], kind: "update" }],
      replaces: ["baseUrl"],
    });
  });

  test("is not asked for by the other host of the same platform", () => {
    const url = (host: string) => `https://${host}.cloud-elements.com/elements/api-v2`;
    const state = { ...inEffect(declared), baseUrl: url("api") };
    expect(diff(state, declared, url("console"))).toStrictEqual({ changes: [], replaces: [] });
  });

  test("is not asked for where the state recorded no base URL", () => {
    const state = without(inEffect(declared), "baseUrl");
    expect(diff(state, declared, OTHER_URL)).toStrictEqual({ changes: [], replaces: [] });
  });
});

test("an instance that another resource of the program manages as well is named, with both", () => {
  const held = new HeldInstances();
  held.hold("1", { identity: "another", shown: 'named "crm-2"' });
  const lines: string[] = [];
  diffOf(inEffect(declared), declared, { held, log: (line) => lines.push(line) });
  expect(lines).toEqual([
    'warning: instance 1 is also managed by another resource of this program (named "crm-2"). Changes to either affect ' +
      "both. Remove one of the two; the instance is kept",
  ]);
});

describe("a value that is not known yet", () => {
  test.each(["name", "apiKey", "tags", "events", "configuration", "ownerTag"])(
    "counts as a change of %s, never as a replacement",
    (name) => {
      expect(diff(inEffect(declared), declared, BASE_URL, [name])).toStrictEqual({ changes: SOME, replaces: [] });
    },
  );

  test("is found by its path, and its siblings in the list or object are not", () => {
    const changes = (unknown: Properties) => diffOf(inEffect(declared), declared, {}, unknown).changes;
    expect(changes({ tags: ["sales", UNKNOWN] })).toEqual([{ path: ["tags", 1], kind: "add" }]);
    expect(changes({ tags: [UNKNOWN, "sales"] })).toEqual([{ path: ["tags", 0], kind: "update" }]);
    expect(changes({ events: { callbackUrl: UNKNOWN } })).toEqual([
      { path: ["events", "callbackUrl"], kind: "update" },
    ]);
    expect(changes({ configuration: UNKNOWN, name: "crm-eu" })).toEqual([
      { path: ["name"], kind: "update" },
      { path: ["configuration"], kind: "update" },
    ]);
  });

  test("counts for nothing in verify and adoptId", () => {
    expect(diff(inEffect(declared), declared, BASE_URL, ["verify", "adoptId"]).changes).toEqual([]);
    expect(diff(inEffect(declared), declared, BASE_URL, ["verify", "name"]).changes).toEqual(SOME);
  });

  test("never replaces, whatever it is", () => {
    const names = fc.subarray([...Object.keys(declared), "verify", "adoptId", "baseUrl", "instanceId"]);
    fc.assert(
      fc.property(names, (unknown) => {
        expect(diff(inEffect(declared), declared, BASE_URL, unknown).replaces).toEqual([]);
        expect(diff(inEffect(declared), declared, OTHER_URL, unknown).replaces).toEqual(["baseUrl"]);
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
      apiKey: fc.constantFrom(canary("apiKeyA"), canary("apiKeyB")),
      developerKey: fc.constantFrom(canary("developerKeyA"), canary("developerKeyB")),
    })
    // As it comes over the wire.
    .map((given) => parseInputs(JSON.parse(JSON.stringify(given)), ACT_365));
  const wired = (state: InstanceState | undefined) =>
    parseState(JSON.parse(JSON.stringify(plainProperties(state ?? { credentials: {} }))), ACT_365);

  test("that created an instance is no change, also after a refresh", async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async (given) => {
        const { session } = setUp();
        const { id, state } = await create(given, session);
        expect(diff(wired(state), given, BASE_URL)).toEqual({ changes: [], replaces: [] });
        const refreshed = await read(id, wired(state), session);
        expect(diff(wired(refreshed), given, BASE_URL)).toEqual({ changes: [], replaces: [] });
        expect(wired(refreshed)).toStrictEqual(wired(state));
      }),
      settings,
    );
  });

  test("that another one was updated to is no change, and the platform has it and the defaults", async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, arbitrary, async (before, after) => {
        const { session, platform } = setUp();
        const { id, state } = await create(before, session);
        platform.forget();
        const now = await update(id, wired(state), after, session);
        // A read only finds the tags that stay with a new owner tag.
        const others = [`setEnabled ${id} ${after.enabled ?? true}`, `get ${id}`];
        expect(platform.calls.filter((call) => !others.includes(call)).length).toBeLessThan(2);
        expect(diff(wired(now), after, BASE_URL)).toEqual({ changes: [], replaces: [] });

        const fresh = setUp();
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

  test("that adopted an instance is no change, whatever the instance was before", async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, arbitrary, async (before, after) => {
        const { session, platform } = setUp();
        const { id } = await create(before, session);
        platform.stored(id).tags = ["theirs"];
        // Another program made it, so no resource of this one holds it.
        session.held.release(id);
        const { state } = await create({ ...after, adoptId: id }, session);
        expect(diff(wired(state), after, BASE_URL)).toEqual({ changes: [], replaces: [] });
        expect(platform.instances.size).toBe(1);
      }),
      settings,
    );
  });
});
