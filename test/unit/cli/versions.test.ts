import { isAtLeast, versionIn } from "../../../provider/src/cli/versions";

test.each([
  ["v3.259.0\n", "3.259.0"],
  ["3.254.0-alpha.x1234", "3.254.0"],
  ["unknown", undefined],
])("the version in %j is %s", (printed, version) => {
  expect(versionIn(printed)).toBe(version);
});

test.each([
  ["3.254.0", "3.254.0", true],
  ["3.254.1", "3.254.0", true],
  ["3.1000.0", "3.254.0", true],
  ["4.0.0", "3.254.0", true],
  ["3.253.9", "3.254.0", false],
  ["2.999.9", "3.254.0", false],
])("%s is at least %s: %s", (version, oldest, expected) => {
  expect(isAtLeast(version, oldest)).toBe(expected);
});
