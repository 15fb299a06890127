import { deadlineOf } from "../../../../provider/src/lifecycle/model/timeouts";
import { FakeClock } from "../../../support/fakeClock";

test.each([
  ["create", 300_000],
  ["read", 60_000],
  ["update", 300_000],
  ["delete", 120_000],
] as const)("%s may take %d ms by default", (verb, total) => {
  const clock = new FakeClock();
  expect(deadlineOf(verb, undefined, clock).total).toBe(total);
  expect(deadlineOf(verb, {}, clock).total).toBe(total);
});

test.each(["create", "read", "update", "delete"] as const)(
  "%s may take what customTimeouts says of it alone",
  (verb) => {
    const clock = new FakeClock();
    const others = { create: "1s", read: "2s", update: "3s", delete: "4s" };
    expect(deadlineOf(verb, { ...others, [verb]: "1h30m" }, clock).total).toBe(5_400_000);
  },
);

test("the time runs from the start of the operation", () => {
  const clock = new FakeClock();
  const deadline = deadlineOf("create", { create: "90s" }, clock);
  expect(deadline.remaining()).toBe(90_000);
  clock.advance(80_000);
  expect(deadline.remaining()).toBe(10_000);
});

test("a duration that nobody can read means the default", () => {
  expect(deadlineOf("read", { read: "soon" }, new FakeClock()).total).toBe(60_000);
});
