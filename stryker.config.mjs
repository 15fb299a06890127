// Mutation testing of what the product exists for. Run by `npm run mutation`, not by `npm test`: it takes long.
const rooms = ["util", "elements", "redaction", "platform", "lifecycle", "operations"];
/** Their tests also show what the rooms above do for them. */
const frontEnds = ["dynamic", "plugin", "cli"];
const ACROSS = ["test/unit/errorCatalogue.test.ts"];

export default {
  testRunner: "in-process",
  plugins: ["./tools/mutation/runner.mjs"],
  inProcess: { testFiles: [...rooms, ...frontEnds].map((room) => `test/unit/${room}/**/*.test.ts`).concat(ACROSS) },
  mutate: rooms.map((room) => `provider/src/${room}/**/*.ts`),
  coverageAnalysis: "perTest",
  ignoreStatic: true,
  // Nothing checks types here, and some tests compare files with what they were made of.
  disableTypeChecks: false,
  concurrency: 2,
  timeoutMS: 20_000,
  tempDirName: ".stryker-tmp",
  reporters: ["clear-text", "progress-append-only", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: "reports/mutation.json" },
  thresholds: { high: 97, low: 95, break: 90 },
};
