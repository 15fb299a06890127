const { projects } = require("../jest.config.js");

const fuzz = projects.find(({ displayName }) => displayName === "fuzz");

/** A longer run with a seed of its own: `npm run fuzz`. */
process.env.FUZZ_SEED ??= "random";
process.env.FUZZ_RUNS ??= "4000";

module.exports = { ...fuzz, rootDir: ".." };
