const { projects } = require("../jest.config.js");

const { displayName: _, ...unit } = projects.find(({ displayName }) => displayName === "unit");

/** The unit tests of the provider alone: what Stryker runs for each mutant. */
module.exports = {
  ...unit,
  rootDir: "..",
  testMatch: ["<rootDir>/test/unit/{lifecycle,platform,session}/**/*.test.ts"],
  // Tests of how time grows: a mutant must not fall to the load of the machine.
  testPathIgnorePatterns: ["\\.growth\\.test\\.ts$"],
};
