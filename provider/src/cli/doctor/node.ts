import { execFile } from "node:child_process";
import { OLDEST_NODE, runtimeProblem } from "../../platform/http/runtime";
import { parseJson } from "../../util/json";
import type { Surroundings } from "../surroundings";
import type { Finding } from "./finding";

const check = "Node.js";
const PRINT = "JSON.stringify([process.versions.node, process.versions.bun, process.execPath])";

/** Looks at the `node` on the PATH, which runs the provider: it may be another one than runs this command. */
export function nodeFinding(folder: string, { environment, signal }: Surroundings): Promise<Finding> {
  const options = { cwd: folder, env: { ...environment }, signal, encoding: "utf8" } as const;
  return new Promise((resolve) => {
    execFile("node", ["-p", PRINT], options, (error, stdout) => resolve(findingOf(parseJson(stdout), error?.code)));
  });
}

function findingOf(told: unknown, code: unknown): Finding {
  const [node, bun, file] = Array.isArray(told) ? told : [];
  if (typeof node === "string") {
    const problem = runtimeProblem({ node, bun: bun ?? undefined }, String(file));
    return problem === undefined
      ? { check, result: "ok", message: `${node} (${file})` }
      : { check, result: "problem", message: problem };
  }
  const message = code === "ENOENT" ? "there is no node command on the PATH" : "the node command does not work";
  return {
    check,
    result: "problem",
    message,
    next: `Install Node.js ${OLDEST_NODE} or newer: the provider runs on it`,
  };
}
