import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { ObtainOptions } from "../../../../tools/engine";
import type { CommandResult, RunCommand } from "../../../../tools/engine/command";
import { temporaryFolder } from "../../../support/temporaryFolder";

/** A machine of the test's own: a PATH, a cache, programs that are texts, and a record of what happened. */
export class TestMachine {
  readonly folder = temporaryFolder("engine");
  readonly cache = join(this.folder, "cache");
  readonly log: string[] = [];
  readonly commands: string[] = [];
  /** What Pulumi's own installer does; the default stands for a machine without the open internet. */
  install = async (_root: string): Promise<void> => {
    throw new Error("getaddrinfo ENOTFOUND get.pulumi.com");
  };
  /** What `go build -o OUTPUT` does. */
  goBuild = async (output: string): Promise<CommandResult> => {
    program(output, "3.259.0");
    return { status: 0, stdout: "", stderr: "" };
  };

  /** Puts programs that tell this version into a folder that is on PATH. */
  onPath(names: readonly string[], version = "3.259.0"): void {
    for (const name of names) program(join(this.folder, "path", name), version);
  }

  /** Puts a complete engine that tells this version into the cache. */
  inCache(version = "3.259.0"): void {
    putEngine(join(this.cache, "bin"), version);
  }

  get options(): ObtainOptions {
    return {
      env: { PATH: join(this.folder, "path") },
      cacheFolder: this.cache,
      log: (line) => this.log.push(line),
      run: this.run,
      install: (root) => this.install(root),
    };
  }

  private readonly run: RunCommand = async (file, args) => {
    this.commands.push(`${basename(file)} ${args[0]}`);
    if (basename(file) === "go") return args[0] === "mod" ? this.#download() : this.goBuild(outputOf(args));
    const text = readFileSync(file, "utf8");
    return { status: text === BROKEN ? 1 : 0, stdout: `v${text}\n`, stderr: "a warning, v9.9.9\n" };
  };

  /** `go mod download -json` of Pulumi's SDK, whose files are read-only. */
  #download(): CommandResult {
    const Dir = join(this.folder, "sdk");
    const script = join(Dir, "python", "cmd", "pulumi-language-python-exec");
    if (!existsSync(script)) program(script, "starts programs");
    chmodSync(script, 0o444);
    return { status: 0, stdout: JSON.stringify({ Dir }), stderr: "" };
  }
}

/** What a program holds that does not run on this machine. */
export const BROKEN = "of another kind of machine";

function outputOf(args: readonly string[]): string {
  return args[args.indexOf("-o") + 1] ?? "";
}

/** Puts a complete engine into a folder. */
export function putEngine(bin: string, version = "3.259.0"): void {
  for (const name of ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]) {
    program(join(bin, name), version);
  }
}

/** Makes a file that may be run. */
export function program(file: string, version: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, version);
  chmodSync(file, 0o755);
}
