import fc from "fast-check";
import { pathText, unknownPaths, valueAt } from "../../../../provider/src/lifecycle/model/paths";
import { UNKNOWN } from "../../../../provider/src/lifecycle/model/unknowns";

test.each([
  [["name"], "name"],
  [["tags", 1], "tags[1]"],
  [["events", "basicAuth", "password"], "events.basicAuth.password"],
  [["configuration", "pagination.max"], 'configuration["pagination.max"]'],
  [["configuration", "plain"], 'configuration["plain"]'],
  [["events", "not a name"], 'events["not a name"]'],
] as const)("the path %j is written %s", (path, text) => {
  expect(pathText(path)).toBe(text);
});

describe("the value at a path", () => {
  const properties = { name: "crm", tags: ["a", "b"], events: { basicAuth: { username: "u" } } };

  test("is found in objects and lists", () => {
    expect(valueAt(properties, ["tags", 1])).toBe("b");
    expect(valueAt(properties, ["events", "basicAuth", "username"])).toBe("u");
  });

  test("is undefined where something on the way is missing, or is neither an object nor a list", () => {
    expect(valueAt(properties, ["events", "signatureKey", "a"])).toBeUndefined();
    expect(valueAt(properties, ["name", "length"])).toBeUndefined();
    expect(valueAt(properties, ["tags", 2])).toBeUndefined();
  });

  test("is never one that all objects inherit", () => {
    expect(valueAt({ configuration: {} }, ["configuration", "constructor"])).toBeUndefined();
    expect(valueAt({ configuration: { toString: "own" } }, ["configuration", "toString"])).toBe("own");
  });

  test("is not known yet where something on the way is not", () => {
    expect(valueAt({ events: UNKNOWN }, ["events", "basicAuth", "username"])).toBe(UNKNOWN);
  });
});

describe("the paths to what is not known yet", () => {
  test("lead to each such value, through objects and lists", () => {
    const properties = {
      name: UNKNOWN,
      tags: ["a", UNKNOWN],
      events: { basicAuth: { password: UNKNOWN } },
      valid: true,
    };
    expect(unknownPaths(properties)).toEqual([["name"], ["tags", 1], ["events", "basicAuth", "password"]]);
  });

  test("are none in any JSON value", () => {
    const properties = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(properties, (known) => {
        expect(unknownPaths(known)).toEqual([]);
        expect(unknownPaths({ ...known, other: [known, UNKNOWN] })).toEqual([["other", 1]]);
      }),
      { seed: 365, numRuns: 200 },
    );
  });
});
