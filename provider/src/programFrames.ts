/**
 * Keeps out of the state what the SDK records of the call stack *below* the program: frames of Node.js and of Pulumi's own
 * runner, the same for every resource, an eighth of its state and more of what the engine does with it (docs/performance.md).
 * All frames of the program stay, and no other error is touched.
 * @returns what undoes it
 */
export function recordProgramFramesOnly(): () => void {
  // With source maps Node.js maps the frames itself, as long as nobody else formats them.
  if (process.sourceMapsEnabled) return () => undefined;
  const usual = Error.prepareStackTrace;
  const format = usual ?? asV8Does;
  Error.prepareStackTrace = (error, frames) => format(error, isRecording(frames) ? programFrames(frames) : frames);
  return () => {
    Error.prepareStackTrace = usual;
  };
}

function asV8Does(error: Error, frames: NodeJS.CallSite[]): string {
  return [error, ...frames].join("\n    at ");
}

/** Whether it is the SDK that asks: `Resource.callsites` reads the text of an error that it makes for that alone. */
function isRecording([top]: NodeJS.CallSite[]): boolean {
  return top?.getFunctionName() === "callsites";
}

/** Up to the last one of the program; all of them where none can be told to be the program's. */
function programFrames(frames: NodeJS.CallSite[]): NodeJS.CallSite[] {
  const last = frames.map(isOfProgram).lastIndexOf(true);
  return last === -1 ? frames : frames.slice(0, last + 1);
}

function isOfProgram(frame: NodeJS.CallSite): boolean {
  const file = frame.getFileName();
  return file !== null && file !== undefined && !file.startsWith("node:") && !/[\\/]node_modules[\\/]/.test(file);
}
