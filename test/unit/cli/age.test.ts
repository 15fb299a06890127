import { ageOf } from "../../../provider/src/cli/age";

const NOW = Date.parse("2026-01-31T12:00:00Z");

test.each([
  ["2026-01-31T11:59:01Z", "less than 1 min"],
  ["2026-01-31T11:59:00Z", "1 min"],
  ["2026-01-31T09:54:30Z", "2 h 5 min"],
  ["2026-01-29T12:00:01Z", "47 h 59 min"],
  ["2026-01-29T12:00:00Z", "2 days"],
  ["2025-01-31T12:00:00Z", "365 days"],
  // A clock that is behind.
  ["2026-01-31T13:00:00Z", "less than 1 min"],
])("an instance created at %s is shown as %s old", (created, age) => {
  expect(ageOf(created, NOW)).toBe(age);
});

test.each([[null], ["yesterday"]])("the age of %j is not known", (created) => {
  expect(ageOf(created, NOW)).toBe("");
});
