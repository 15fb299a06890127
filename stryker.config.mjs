// Mutation testing of what the product exists for. Run by `npm run mutation`, not by `npm test`: it takes long.
const lifecycle = [
  ...["create", "read", "update", "delete", "diff"],
  ...["changing/*", "creating/*", "finding/*"],
  ...["model/tags", "model/ownerTag", "model/heldInstances"],
];
const redaction = ["redaction", "secretNames", "secretForms", "secretIndex", "prefixTree", "secretPlaces", "escapes"];
const platform = [
  "retry",
  "retryAfter",
  "answers",
  "networkReason",
  "errors",
  "sharedList",
  "pause",
  "limiter",
  ...redaction,
];

export default {
  testRunner: "jest",
  plugins: ["@stryker-mutator/jest-runner"],
  jest: { configFile: "test/mutation.jest.config.js", enableFindRelatedTests: true },
  mutate: [
    ...lifecycle.map((name) => `provider/src/lifecycle/${name}.ts`),
    ...platform.map((name) => `provider/src/platform/${name}.ts`),
  ],
  coverageAnalysis: "perTest",
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  tempDirName: ".stryker-tmp",
  reporters: ["clear-text", "progress-append-only", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: "reports/mutation.json" },
  thresholds: { high: 95, low: 85, break: 85 },
};
