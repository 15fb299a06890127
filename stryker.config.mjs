// Mutation testing of what the product exists for. Run by `npm run mutation`, not by `npm test`: it takes long.
const lifecycle = [
  ...["create", "read", "update", "delete", "diff", "check"],
  ...["changing/*", "creating/*", "finding/*", "checking/*"],
  ...["tags", "ownerTag", "heldInstances", "secretPaths", "state", "properties", "errors"].map(
    (name) => `model/${name}`,
  ),
];
const redaction = [
  ...["redaction", "secretNames", "secretForms", "secretIndex", "secretParts", "shownSecrets", "secretPlaces"],
  ...["prefixTree", "escapes", "htmlStripping"],
];
const platform = [
  ...["client", "caller", "exchange", "transport", "instancePages", "sharedList", "json", "answers", "errors"],
  ...["retry", "retryAfter", "networkReason", "pause", "limiter", "runtime", "distance"],
  ...redaction,
];
const session = ["settings", "instances"];

export default {
  testRunner: "jest",
  plugins: ["@stryker-mutator/jest-runner"],
  jest: { configFile: "test/mutation.jest.config.js", enableFindRelatedTests: true },
  mutate: [
    ...lifecycle.map((name) => `provider/src/lifecycle/${name}.ts`),
    ...platform.map((name) => `provider/src/platform/${name}.ts`),
    ...session.map((name) => `provider/src/session/${name}.ts`),
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
