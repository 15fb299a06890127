import { globSync } from "node:fs";
import { commonTokens, declareClassPlugin, PluginKind, tokens } from "@stryker-mutator/api/plugin";
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import { nearestFirst } from "./nearestFirst.mjs";
import { runFile } from "./testFile.mjs";

/**
 * Runs the unit tests for Stryker in its worker itself, with all modules loaded anew for each file of tests. Stryker's own
 * runner starts jest for each mutant, and loads every test that imports the changed file: 20 times as long.
 */
class InProcessRunner {
  static inject = tokens(commonTokens.options);

  constructor(options) {
    // What a change lets go wrong in a callback must not end the worker. It fails no test by itself: a test that an earlier
    // change left waiting may have caused it.
    for (const event of ["uncaughtException", "unhandledRejection"]) process.on(event, () => {});
    this.files = globSync(options.inProcess.testFiles).sort();
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    const context = freshContext();
    const tests = [];
    for (const file of this.files) {
      tests.push(...(await runFile(file, { onTest: (id) => (context.currentTestId = id) })));
    }
    const problem = tests.find(({ failure }) => failure !== undefined);
    if (problem !== undefined) {
      return { status: DryRunStatus.Error, errorMessage: `${problem.id}\n${problem.failure}` };
    }
    return { status: DryRunStatus.Complete, tests: tests.map(resultOf), mutantCoverage: context.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, sandboxFileName }) {
    const context = freshContext();
    Object.assign(context, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    const activate = () => (context.activeMutant = activeMutant.id);
    if (mutantActivation === "static") activate();
    const wanted = testFilter && new Set(testFilter);
    const tests = [];
    for (const file of nearestFirst(filesOf(wanted) ?? this.files, sandboxFileName)) {
      tests.push(...(await runFile(file, { wanted, bail: true, onLoaded: activate })));
      if (tests.some(({ failure }) => failure !== undefined)) break;
      if (mutantActivation !== "static") context.activeMutant = undefined;
    }
    const { hitCount } = context;
    return toMutantRunResult(
      determineHitLimitReached(hitCount, hitLimit) ?? { status: DryRunStatus.Complete, tests: tests.map(resultOf) },
      false,
    );
  }
}

/** What the changed code reads and counts in; it keeps the object that it once found. */
function freshContext() {
  globalThis.__stryker__ ??= {};
  for (const key of Object.keys(globalThis.__stryker__)) delete globalThis.__stryker__[key];
  return globalThis.__stryker__;
}

function filesOf(wanted) {
  return wanted && [...new Set([...wanted].map((id) => id.slice(0, id.indexOf(" > "))))];
}

function resultOf({ id, file, failure, skipped, milliseconds }) {
  const about = { id, name: id, fileName: file, timeSpentMs: milliseconds };
  if (skipped) return { ...about, status: TestStatus.Skipped };
  if (failure === undefined) return { ...about, status: TestStatus.Success };
  return { ...about, status: TestStatus.Failed, failureMessage: failure };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "in-process", InProcessRunner)];

export const strykerValidationSchema = {
  type: "object",
  properties: {
    inProcess: { type: "object", properties: { testFiles: { type: "array", items: { type: "string" } } } },
  },
};
