const { projects } = require("../jest.config.js");

const engine = projects.find(({ displayName }) => displayName === "engine");

/** The soak runs like an engine test, but on its own: it takes minutes. */
module.exports = {
  ...engine,
  displayName: "soak",
  rootDir: "..",
  testMatch: ["<rootDir>/bench/**/*.soak.ts"],
};
