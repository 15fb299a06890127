import { resolve } from "node:path";
import { addEventHandler, getState, resetState, run } from "jest-circus";
import { jestGlobals } from "./jestGlobals.mjs";
import { forgetModules, load } from "./modules.mjs";

/** Matches no test. */
const NOTHING = /(?!)/;

/**
 * Runs the tests of one file, or those wanted of it.
 * @returns for each test: id, file, failure (undefined where it passed), skipped, milliseconds
 */
export async function runFile(file, { wanted, bail = false, onTest = () => {}, onLoaded = () => {} }) {
  const restore = rememberProcess();
  const idOf = (names) => `${file} > ${names.join(" ")}`;
  resetState();
  forgetModules();
  const { globals, restore: restoreGlobals } = jestGlobals();
  Object.assign(globalThis, globals);
  try {
    addEventHandler((event, state) => {
      if (event.name === "test_start") onTest(idOf(namesOf(event.test)));
      if (event.name === "test_done") {
        onTest(undefined);
        if (bail && event.test.errors.length > 0) state.testNamePattern = NOTHING;
      }
    });
    load(resolve(file));
    onLoaded();
    if (wanted !== undefined) skipOthers(getState().rootDescribeBlock, (test) => wanted.has(idOf(namesOf(test))));
    const { testResults, unhandledErrors } = await run();
    return [
      ...testResults.map(({ testPath, errors, status, duration }) => ({
        id: idOf(testPath.slice(1)),
        file,
        failure: errors[0],
        skipped: status === "skip" || status === "todo",
        milliseconds: duration ?? 0,
      })),
      ...unhandledErrors.map((failure) => ({ id: `${file} > as a whole`, file, failure, milliseconds: 0 })),
    ];
  } catch (error) {
    return [{ id: `${file} > as a whole`, file, failure: String(error?.stack ?? error), milliseconds: 0 }];
  } finally {
    restoreGlobals();
    restore();
  }
}

function namesOf(test) {
  const names = [];
  for (let part = test; part.parent !== undefined; part = part.parent) names.unshift(part.name);
  return names;
}

function skipOthers(block, isWanted) {
  for (const child of block.children) {
    if (child.type === "describeBlock") skipOthers(child, isWanted);
    else if (!isWanted(child)) child.mode = "skip";
  }
}

/** jest gives each file of tests an environment of its own: here, what the tests change is put back. */
function rememberProcess() {
  const environment = { ...process.env };
  const folder = process.cwd();
  const { log, info, warn, error, debug } = console;
  const writers = [process.stdout, process.stderr].map((stream) => [stream, stream.write]);
  return () => {
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
    process.chdir(folder);
    Object.assign(console, { log, info, warn, error, debug });
    for (const [stream, write] of writers) stream.write = write;
  };
}
