import { sameTimeouts, timeoutOf, timeoutProblems, timeoutsOf } from "../../../provider/src/dynamic/timeouts";
import { UNKNOWN } from "../../support/unknowns";

const with5m = { name: "crm", customTimeouts: { create: "5m", read: "90s" } };

test("the timeout of a verb is its duration in milliseconds; none if the program does not say, or says nonsense", () => {
  expect(timeoutOf("create", with5m)).toBe(300_000);
  expect(timeoutOf("read", with5m)).toBe(90_000);
  expect(timeoutOf("delete", with5m)).toBeUndefined();
  expect(timeoutOf("create", {})).toBeUndefined();
  expect(timeoutOf("create", { customTimeouts: { create: "soon" } })).toBeUndefined();
  expect(timeoutOf("create", { customTimeouts: { create: 5 } })).toBeUndefined();
  expect(timeoutOf("create", { customTimeouts: "5m" })).toBeUndefined();
});

test("the timeouts stand among the properties, or not at all", () => {
  expect(timeoutsOf(with5m)).toEqual({ customTimeouts: { create: "5m", read: "90s" } });
  expect(timeoutsOf({ customTimeouts: null })).toEqual({});
  expect(timeoutsOf({})).toEqual({});
});

test("timeouts are compared by value", () => {
  expect(sameTimeouts(with5m, { customTimeouts: { read: "90s", create: "5m" } })).toBe(true);
  expect(sameTimeouts({}, { customTimeouts: undefined })).toBe(true);
  expect(sameTimeouts(with5m, {})).toBe(false);
  expect(sameTimeouts(with5m, { customTimeouts: { create: "6m", read: "90s" } })).toBe(false);
});

test.each(["", "5", "-5m", "0s", "m", "five minutes", 5, true, {}])("a timeout of %j is refused", (create) => {
  expect(timeoutProblems({ customTimeouts: { create } })).toEqual([
    'customTimeouts.create must be a duration above zero, such as "90s" or "5m"',
  ]);
});

test.each([["1h30m"], ["1.5s"], [undefined], [null], [UNKNOWN]])("a timeout of %j is not", (create) => {
  expect(timeoutProblems({ customTimeouts: { create } })).toEqual([]);
  expect(timeoutProblems({})).toEqual([]);
});
