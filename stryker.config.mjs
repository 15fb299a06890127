// Mutation testing of what the product exists for. Run by `npm run mutation`, not by `npm test`: it takes long.
const rooms = ["util", "elements", "redaction", "platform", "lifecycle", "operations"];

export default {
  testRunner: "jest",
  plugins: ["@stryker-mutator/jest-runner"],
  jest: { configFile: "test/mutation.jest.config.js", enableFindRelatedTests: true },
  mutate: rooms.map((room) => `provider/src/${room}/**/*.ts`),
  coverageAnalysis: "perTest",
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  tempDirName: ".stryker-tmp",
  reporters: ["clear-text", "progress-append-only", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: "reports/mutation.json" },
  thresholds: { high: 97, low: 95, break: 90 },
};
