import { isAtLeast, parseVersion } from "../../../../tools/engine/versions";

test.each([
  ["v3.259.0\n", "3.259.0"],
  ["3.216.1", "3.216.1"],
  ["v3.270.0-alpha.x1234\n", "3.270.0"],
  ["warning: something\nv3.259.0\n", "3.259.0"],
  ["not a version", undefined],
  ["", undefined],
])("of %j the version is %s", (printed, version) => {
  expect(parseVersion(printed)).toBe(version);
});

test.each([
  ["3.216.0", true],
  ["3.216.1", true],
  ["3.1000.0", true],
  ["4.0.0", true],
  ["3.215.99", false],
  ["2.999.0", false],
])("%s is 3.216.0 or newer: %s", (version, expected) => {
  expect(isAtLeast(version, "3.216.0")).toBe(expected);
});
