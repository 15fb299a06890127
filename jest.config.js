const transform = {
  "^.+\\.ts$": [
    "@swc/jest",
    { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" }, isModule: true },
  ],
};

const SETUP = "<rootDir>/test/support/setup.ts";
const LONG = { setupFilesAfterEnv: [SETUP, "<rootDir>/test/support/longTests.ts"] };

/** What holds for one front end is shown for the other by the same tests, on its process over gRPC. */
const BOTH = ["<rootDir>/test/host/*.test.ts", "<rootDir>/test/host/failures/*.test.ts"];

const kind = (displayName, testMatch, more = {}) => ({
  displayName,
  testMatch,
  transform,
  testEnvironment: "node",
  setupFilesAfterEnv: [SETUP],
  ...more,
});

/** @type {import("jest").Config} */
module.exports = {
  // Tests on other processes mostly wait: leaving a core free, as jest would, only makes them take longer.
  maxWorkers: "100%",
  projects: [
    kind("unit", ["<rootDir>/test/unit/**/*.test.ts"]),
    kind("simulator", ["<rootDir>/simulator/test/**/*.test.ts"]),
    // Those of both front ends, which run twice, and those of one alone.
    kind("host", [...BOTH, "<rootDir>/test/host/stock/*.test.ts"], { ...LONG, globals: { FRONT_END: "dynamic" } }),
    kind("protocol", [...BOTH, "<rootDir>/test/protocol/**/*.test.ts"], { ...LONG, globals: { FRONT_END: "plugin" } }),
    kind("fuzz", ["<rootDir>/test/fuzz/**/*.test.ts"], LONG),
    kind("engine", ["<rootDir>/test/engine/**/*.test.ts"], {
      ...LONG,
      // Before the first test, so that none is charged for building the engine.
      globalSetup: "<rootDir>/test/support/engine.ts",
    }),
    // SDKs and programs in every language: each compiles with that language's own tools.
    kind("languages", ["<rootDir>/test/sdks/**/*.test.ts", "<rootDir>/test/languages/**/*.test.ts"], {
      ...LONG,
      globalSetup: "<rootDir>/test/support/languages.ts",
    }),
    // Not part of `npm test`: it installs packages from the registry.
    kind("consumers", ["<rootDir>/test/consumers/**/*.test.ts"], {
      ...LONG,
      globalSetup: "<rootDir>/test/consumers/pack.ts",
      globalTeardown: "<rootDir>/test/consumers/unpack.ts",
    }),
    kind("examples", ["<rootDir>/test/examples/**/*.test.ts"], {
      ...LONG,
      globalSetup: "<rootDir>/test/examples/install.ts",
      globalTeardown: "<rootDir>/test/examples/uninstall.ts",
    }),
  ],
};
