import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { reason } from "../lifecycle/model/errors";
import { isRecord } from "../util/json";
import { CommandError } from "./errors";
import { type PluginUse, pluginInProject } from "./pluginUse";

/** A Pulumi project, as far as its file must be read here. */
export interface Project {
  readonly name: string;
  /** Where its program is: the folder from which the plugin finds packages. */
  readonly programFolder: string;
  /** Such as "nodejs" or "yaml"; undefined where the file does not say. */
  readonly runtime: string | undefined;
  /** The provider plugin, where the file names it. */
  readonly plugin: PluginUse | undefined;
}

/** What the dynamic resource needs: programs of other languages cannot declare it. */
const NODE_RUNTIMES: readonly unknown[] = ["nodejs", "bun", undefined];

/** Whether the project's program can declare the dynamic resource. */
export function runsOnNode({ runtime }: Project): boolean {
  return NODE_RUNTIMES.includes(runtime);
}

/**
 * The project that a folder belongs to: like `pulumi`, with the next Pulumi.yaml above.
 * @throws CommandError where that file cannot be read, or has no name
 */
export function projectOf(folder: string): Project | undefined {
  const file = ["Pulumi.yaml", "Pulumi.yml"].map((name) => join(folder, name)).find((path) => existsSync(path));
  if (file === undefined) return dirname(folder) === folder ? undefined : projectOf(dirname(folder));
  const content = readProjectFile(file);
  const { name, main, runtime } = content;
  if (typeof name !== "string" || name === "") throw new CommandError(`${file} has no name for the project`);
  return {
    name,
    programFolder: programFolder(folder, text(main)),
    runtime: text(isRecord(runtime) ? runtime["name"] : runtime),
    plugin: pluginInProject(content, folder),
  };
}

function programFolder(folder: string, main: string | undefined): string {
  if (main === undefined) return folder;
  const program = resolve(folder, main);
  return statSync(program, { throwIfNoEntry: false })?.isFile() ? dirname(program) : program;
}

/** @throws CommandError where the file is not YAML */
function readProjectFile(file: string): Record<string, unknown> {
  try {
    // Without the excerpt of the file that the parser puts into its messages.
    const parsed: unknown = parse(readFileSync(file, "utf8"), { prettyErrors: false });
    return isRecord(parsed) ? parsed : {};
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${reason(error)}`);
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
