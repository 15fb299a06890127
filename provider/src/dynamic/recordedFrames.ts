import { SELF_MANAGED } from "../lifecycle/model/ownerTag";
import { pulumiOrganization } from "./program/pulumiOrganization";

/**
 * Makes the SDK record less of the call stack that declared a resource. All of it would make up a sixth of an instance's
 * state, which the engine writes over and over (docs/performance.md). Pulumi Cloud gets the program's own frames: those
 * *below*, of Node.js and of Pulumi's runner, are the same for every resource. A self-managed backend gets none, since it
 * has no console that would show them. No other error is touched.
 * @returns a function that undoes it
 */
export function recordFewFrames(): () => void {
  // With source maps, Node.js maps the frames itself, unless someone else formats them.
  if (process.sourceMapsEnabled) return () => undefined;
  const usual = Error.prepareStackTrace;
  const format = usual ?? asV8Does;
  const kept = pulumiOrganization() === SELF_MANAGED ? none : programFrames;
  Error.prepareStackTrace = (error, frames) => format(error, isOfSdk(frames) ? kept(frames) : frames);
  return () => {
    Error.prepareStackTrace = usual;
  };
}

/** The SDK's `callsites` takes the frames that it records for a resource. */
function isOfSdk([top]: NodeJS.CallSite[]): boolean {
  return top?.getFunctionName() === "callsites";
}

function asV8Does(error: Error, frames: NodeJS.CallSite[]): string {
  return [error, ...frames].join("\n    at ");
}

function none(): NodeJS.CallSite[] {
  return [];
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
