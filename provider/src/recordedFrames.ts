/**
 * Makes the SDK record only the program's part of the call stack. The frames *below* it, of Node.js and of Pulumi's
 * runner, are the same for every resource, make up an eighth of its state, and slow the engine down
 * (docs/performance.md). All frames of the program stay, and no other error is touched.
 * @returns a function that undoes it
 */
export function recordProgramFramesOnly(): () => void {
  // With source maps, Node.js maps the frames itself, unless someone else formats them.
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

/** Whether the SDK is asking: `Resource.callsites` creates an error only to read its stack. */
function isRecording([top]: NodeJS.CallSite[]): boolean {
  return top?.getFunctionName() === "callsites";
}

/** Up to the last frame of the program; all of them if none is recognizably the program's. */
function programFrames(frames: NodeJS.CallSite[]): NodeJS.CallSite[] {
  const last = frames.map(isOfProgram).lastIndexOf(true);
  return last === -1 ? frames : frames.slice(0, last + 1);
}

function isOfProgram(frame: NodeJS.CallSite): boolean {
  const file = frame.getFileName();
  return file !== null && file !== undefined && !file.startsWith("node:") && !/[\\/]node_modules[\\/]/.test(file);
}
