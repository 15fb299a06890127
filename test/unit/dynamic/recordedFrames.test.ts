import { recordFewFrames } from "../../../provider/src/dynamic/recordedFrames";
import { startProgram } from "../../support/program";

beforeEach(async () => {
  await startProgram();
});

/** Stands for the SDK's, which reads the text of an error that it makes for that. */
function callsites(): string[] {
  return (new Error().stack ?? "").split("\n").slice(1);
}

const usual = Error.prepareStackTrace;

test("the stack trace that the SDK records ends with the program's own frames", () => {
  const all = callsites();
  expect(all.at(-1)).toMatch(/node_modules|node:/);
  const undo = recordFewFrames();
  const recorded = callsites();
  undo();
  expect(recorded.length).toBeLessThan(all.length);
  expect(recorded.at(-1)).toContain(__filename);
  expect(recorded.map(fileOf)).toEqual(all.slice(0, recorded.length).map(fileOf));
});

test("the program's frames stay where a library stands between them", () => {
  const undo = recordFewFrames();
  const recorded = declareThroughLibrary();
  undo();
  expect(recorded.some((frame) => frame.includes("declareThroughLibrary"))).toBe(true);
});

test("a self-managed backend gets no frames, since nothing there shows them", async () => {
  await startProgram({}, {}, "organization");
  const undo = recordFewFrames();
  const recorded = callsites();
  const { stack } = new Error("an error of the program");
  undo();
  expect(recorded).toEqual([]);
  expect(stack).toContain(__filename);
});

test("other errors keep all their frames", () => {
  const undo = recordFewFrames();
  const { stack } = new Error("an error of the program");
  undo();
  expect(stack).toMatch(/node_modules|node:/);
});

test("afterwards stack traces are formatted as before", () => {
  recordFewFrames()();
  expect(Error.prepareStackTrace).toBe(usual);
});

test("nothing is changed where Node.js maps the frames itself", () => {
  process.setSourceMapsEnabled(true);
  const undo = recordFewFrames();
  process.setSourceMapsEnabled(false);
  expect(Error.prepareStackTrace).toBe(usual);
  undo();
});

function declareThroughLibrary(): string[] {
  // A built-in function has no file: to the trace it is like one of a library.
  return [0].flatMap(() => callsites());
}

function fileOf(frame: string): string | undefined {
  return /([^\s(]+):\d+:\d+\)?$/.exec(frame)?.[1];
}
