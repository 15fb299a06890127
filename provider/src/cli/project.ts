import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CommandError } from "./errors";

/** A Pulumi project, as far as its file has to be read here. */
export interface Project {
  readonly name: string;
  /** Where its program is: the folder from which the plugin finds packages. */
  readonly programFolder: string;
}

/** The project that a folder belongs to: like `pulumi`, with the next Pulumi.yaml above. */
export function projectOf(folder: string): Project | undefined {
  const file = ["Pulumi.yaml", "Pulumi.yml"].map((name) => join(folder, name)).find((path) => existsSync(path));
  if (file === undefined) return dirname(folder) === folder ? undefined : projectOf(dirname(folder));
  const text = readFileSync(file, "utf8");
  const name = topLevel(text, "name");
  if (name === undefined) throw new CommandError(`The name of the project cannot be read from ${file}`);
  return { name, programFolder: programFolder(folder, topLevel(text, "main")) };
}

function programFolder(folder: string, main: string | undefined): string {
  if (main === undefined) return folder;
  const program = resolve(folder, main);
  return statSync(program, { throwIfNoEntry: false })?.isFile() ? dirname(program) : program;
}

/**
 * The value of a key of the file, in one line or below it. The two keys read here have simple values, so no YAML
 * library is needed.
 */
function topLevel(yaml: string, key: string): string | undefined {
  const below = "(?:[>|][-+\\d]*)?[ \\t]*(?:#.*)?(?:\\r?\\n[ \\t]+)?";
  const line = new RegExp(`^\\uFEFF?["']?${key}["']?[ \\t]*:[ \\t]*${below}(?:(["'])(.*?)\\1|([^\\s#]+))`, "m");
  const [, , quoted, bare] = line.exec(yaml) ?? [];
  return quoted ?? bare;
}
