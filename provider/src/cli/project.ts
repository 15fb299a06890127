import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { reason } from "../lifecycle/model/errors";
import { isRecord } from "../util/json";
import { CommandError } from "./errors";

/** A Pulumi project, as far as its file must be read here. */
export interface Project {
  readonly name: string;
  /** Where its program is: the folder from which the plugin finds packages. */
  readonly programFolder: string;
}

/**
 * The project that a folder belongs to: like `pulumi`, with the next Pulumi.yaml above.
 * @throws CommandError where that file cannot be read, or has no name
 */
export function projectOf(folder: string): Project | undefined {
  const file = ["Pulumi.yaml", "Pulumi.yml"].map((name) => join(folder, name)).find((path) => existsSync(path));
  if (file === undefined) return dirname(folder) === folder ? undefined : projectOf(dirname(folder));
  const { name, main } = readProjectFile(file);
  return { name, programFolder: programFolder(folder, main) };
}

function programFolder(folder: string, main: string | undefined): string {
  if (main === undefined) return folder;
  const program = resolve(folder, main);
  return statSync(program, { throwIfNoEntry: false })?.isFile() ? dirname(program) : program;
}

/** @throws CommandError where the file is not YAML, or has no name */
function readProjectFile(file: string): { name: string; main: string | undefined } {
  const parsed = parsedYaml(file);
  const { name, main } = isRecord(parsed) ? parsed : {};
  if (typeof name !== "string" || name === "") throw new CommandError(`${file} has no name for the project`);
  return { name, main: typeof main === "string" ? main : undefined };
}

function parsedYaml(file: string): unknown {
  try {
    // Without the excerpt of the file that the parser puts into its messages.
    return parse(readFileSync(file, "utf8"), { prettyErrors: false });
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${reason(error)}`);
  }
}
