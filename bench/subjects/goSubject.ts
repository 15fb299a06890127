import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createProject } from "../../test/support/pulumi";
import { executable, findOnPath, GO } from "../../tools/engine/programs";
import { PLUGIN_FOLDER } from "../../tools/plugin/manifest";
import { compiled } from "./compiled";
import { opened } from "./pulumiSubject";
import { type OpenSubject, type Subject, VENDOR_KEYS } from "./subject";

/**
 * A subject that is a Pulumi program in Go, compiled before anything is measured.
 * @param program its folder in bench/programs/go
 */
export function goSubject(program: string, subject: Pick<Subject, "key" | "title" | "callsPlatform">): Subject {
  return {
    ...subject,
    language: "go",
    provider: subject.callsPlatform ? /pulumi-resource-act365/ : undefined,
    missing: () => (findOnPath(GO, process.env) === undefined ? "there is no `go` on PATH" : undefined),
    open: (count, platform) => open(program, count, platform),
  };
}

async function open(name: string, count: number, platform: Readonly<Record<string, string>>): Promise<OpenSubject> {
  const { programs, engine } = await compiled();
  const program = join(programs, executable(name));
  const folder = mkdtempSync(join(tmpdir(), "act365-project-"));
  const plugins = { providers: [{ name: "act365", path: PLUGIN_FOLDER }] };
  const manifest = { name: "project", runtime: { name: "go", options: { binary: program } }, plugins };
  // JSON is YAML, too.
  writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify(manifest));
  const PATH = [hostFor(program, engine.env["PATH"], folder), engine.env["PATH"]].join(delimiter);
  const environment = { ...platform, ...VENDOR_KEYS, PATH, COUNT: String(count) };
  return opened(await createProject({ folder, environment }));
}

/**
 * A language host that runs this program, in a folder for the PATH. The host that can be built takes the option `binary` as
 * an argument, with which engines no longer start hosts; newer hosts read it from Pulumi.yaml, and ignore the argument.
 */
function hostFor(program: string, path: string | undefined, project: string): string {
  const name = "pulumi-language-go";
  const host = findOnPath(name, { PATH: path });
  if (host === undefined) throw new Error(`there is no ${name} on PATH`);
  const folder = mkdtempSync(join(project, "host-"));
  writeFileSync(join(folder, name), `#!/bin/sh\nexec "${host}" -binary="${program}" "$@"\n`);
  chmodSync(join(folder, name), 0o755);
  return folder;
}
