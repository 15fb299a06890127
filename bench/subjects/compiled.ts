import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../../tools/engine";
import { surroundings } from "../../tools/engine/surroundings";
import { readyProject } from "../../tools/languages/ready";
import { runOrFail } from "../../tools/languages/runOrFail";

const SOURCES = join(__dirname, "..", "programs", "go");

/** Kept between runs: then only what changed is made anew. */
const FOLDER = join(__dirname, "..", "results", "go");

/** Programs in Go that are ready to run. */
interface Compiled {
  /** The folder with the executables. */
  readonly programs: string;
  /** With the language host of Go on its PATH. */
  readonly engine: Engine;
}

let compilation: Promise<Compiled> | undefined;

/** Compiles the programs in Go, once a run, with the SDK that the built schema gives. */
export function compiled(): Promise<Compiled> {
  compilation ??= compile();
  return compilation;
}

async function compile(): Promise<Compiled> {
  cpSync(SOURCES, FOLDER, { recursive: true });
  const { engine } = await readyProject("go", FOLDER);
  const programs = join(FOLDER, "bin");
  mkdirSync(programs, { recursive: true });
  const around = surroundings({});
  await runOrFail("go", ["build", "-trimpath", "-o", programs, "./..."], { ...around, cwd: FOLDER });
  return { programs, engine };
}
