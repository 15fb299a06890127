const transform = {
  "^.+\\.ts$": [
    "@swc/jest",
    { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" }, isModule: true },
  ],
};

const kind = (displayName, testMatch, more = {}) => ({
  displayName,
  testMatch,
  transform,
  testEnvironment: "node",
  setupFilesAfterEnv: ["<rootDir>/test/support/setup.ts"],
  ...more,
});

/** @type {import("jest").Config} */
module.exports = {
  projects: [
    kind("unit", ["<rootDir>/test/unit/**/*.test.ts"]),
    kind("simulator", ["<rootDir>/simulator/test/**/*.test.ts"]),
    kind("host", ["<rootDir>/test/host/**/*.test.ts"]),
    kind("fuzz", ["<rootDir>/test/fuzz/**/*.test.ts"]),
    kind("engine", ["<rootDir>/test/engine/**/*.test.ts"]),
  ],
};
