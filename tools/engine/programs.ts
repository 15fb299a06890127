import { accessSync, constants, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** What a program is called on this system. */
export function executable(name: string): string {
  return process.platform === "win32" ? `${name}.exe` : name;
}

/** The CLI. */
export const PULUMI = executable("pulumi");

/** Runs a language's programs for the CLI, and stands beside it in Pulumi's own installations. */
export function languageHost(language: string): string {
  return executable(`pulumi-language-${language}`);
}

/** Node.js's. */
export const LANGUAGE_HOST = languageHost("nodejs");

/** What Python's starts programs through; a script. */
export const PYTHON_EXECUTOR = "pulumi-language-python-exec";

/** Starts dynamic providers; a script that comes with the Node.js SDK. */
export const DYNAMIC_PROVIDER = `pulumi-resource-pulumi-nodejs${process.platform === "win32" ? ".cmd" : ""}`;

/** Go's command, to build what is built. */
export const GO = executable("go");

/** The first program of this name on PATH; undefined where there is none. */
export function findOnPath(name: string, env: NodeJS.ProcessEnv): string | undefined {
  return pathFolders(env)
    .map((folder) => join(folder, name))
    .find(isProgram);
}

/** Whether this is a file that may be run. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The folders that PATH names. */
export function pathFolders(env: NodeJS.ProcessEnv): string[] {
  return (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
}

/** The dynamic-provider script that the installed Node.js SDK brings. */
export function sdkDynamicProvider(): string {
  return join(dirname(require.resolve("@pulumi/pulumi/package.json")), DYNAMIC_PROVIDER);
}
