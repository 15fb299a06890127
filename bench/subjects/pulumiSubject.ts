import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { createProject, type Project } from "../../test/support/pulumi";
import { PLUGIN_FOLDER } from "../../tools/plugin/manifest";
import { compile } from "../typescript";
import { installed } from "./installed";
import { type OpenSubject, prefixIn, type Step, type Subject, VENDOR_KEYS } from "./subject";

const PROGRAMS = join(__dirname, "..", "programs");

const COMMANDS: Record<Step, readonly string[]> = {
  up: ["up", "--yes"],
  "no-op": ["up", "--yes"],
  preview: ["preview"],
  refresh: ["refresh", "--yes"],
  rename: ["up", "--yes"],
  destroy: ["destroy", "--yes"],
};

/**
 * A subject that is a Pulumi program in JavaScript.
 * @param folder its folder in bench/programs
 * @param firstLine a line before its first one, with its end
 */
export function pulumiSubject(
  folder: string,
  subject: Pick<Subject, "key" | "title" | "callsPlatform">,
  firstLine = "",
): Subject {
  return {
    ...subject,
    provider: subject.callsPlatform ? /cmd.dynamic-provider|pulumi-resource-act365/ : undefined,
    missing: () => undefined,
    open: (count, platform) => open(folder, firstLine, count, platform),
  };
}

async function open(
  folder: string,
  firstLine: string,
  count: number,
  platform: Readonly<Record<string, string>>,
): Promise<OpenSubject> {
  const { index = "", ...others } = programIn(folder);
  const { nodeModules: packages } = await installed();
  const project = await createProject({
    program: firstLine + index,
    packages,
    environment: { ...platform, ...VENDOR_KEYS, COUNT: String(count) },
    // For the programs that use the plugin; the others never ask for it.
    providers: { act365: PLUGIN_FOLDER },
  });
  for (const [name, text] of Object.entries(others)) project.program(text, `${name}.js`);
  return opened(project);
}

/** A Pulumi project with the stack "dev", as what is measured. */
export function opened(project: Project): OpenSubject {
  return {
    start: (step) => project.start([...COMMANDS[step], "--stack", "dev"], { PREFIX: prefixIn(step) }),
    stateBytes: () => statSync(join(project.folder, "state", ".pulumi", "stacks", "project", "dev.json")).size,
  };
}

/** The program's files as JavaScript, by their names. */
function programIn(folder: string): Record<string, string> {
  const files = readdirSync(join(PROGRAMS, folder)).map((file): [string, string] => {
    const path = join(PROGRAMS, folder, file);
    return [file.slice(0, -extname(file).length), extname(file) === ".ts" ? compile(path) : readFileSync(path, "utf8")];
  });
  return Object.fromEntries(files);
}
