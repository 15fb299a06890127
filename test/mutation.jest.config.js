const { projects } = require("../jest.config.js");

const { displayName: _, ...unit } = projects.find(({ displayName }) => displayName === "unit");

/** The unit tests of the provider alone: what Stryker runs for each mutant. */
module.exports = {
  ...unit,
  rootDir: "..",
  testMatch: ["<rootDir>/test/unit/{util,elements,redaction,platform,lifecycle,operations}/**/*.test.ts"],
};
