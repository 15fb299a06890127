import { spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { observe } from "../support/canary";
import { childOutput } from "../support/childOutput";
import { killProcessesWith, processesWith } from "../support/processes";

/** What a user's shell would have before the first line of a README. */
const PRELUDE = `
set -euo pipefail
# All packages of all examples are installed already, once.
npm() { case "$1" in install | ci) ;; *) command npm "$@" ;; esac; }
`;

/** How a script is run. */
export interface ScriptOptions {
  /** Whether it is expected to fail. Default: false; the opposite of what is expected is an error. */
  readonly fails?: boolean;
  /** It prints secrets because it was told to: its output is not scanned. Default: false. */
  readonly showsSecrets?: boolean;
  readonly environment?: NodeJS.ProcessEnv;
}

/** A script under way. */
export interface StartedScript {
  /** Resolves with the match as soon as what it printed so far matches. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<{ output: string; status: number | null }>;
  /** Kills (SIGKILL) every process of the example at once, as when the runner stops; resolves when none is left. */
  killAll(): Promise<void>;
}

/** Runs scripts in a folder, as its README has them. What they print is scanned for secrets. */
export class Shell {
  readonly #folder: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #underWay = new Set<Promise<unknown>>();

  /** @param environment holds a PULUMI_HOME that no other shell has: by it the processes are found */
  constructor(folder: string, environment: NodeJS.ProcessEnv) {
    this.#folder = folder;
    this.#environment = environment;
  }

  /** Runs a script to its end, and returns what it printed. */
  async run(script: string, { fails = false, showsSecrets = false, environment }: ScriptOptions = {}): Promise<string> {
    const { output, status } = await this.#spawn(script, environment).ended;
    if (!showsSecrets) observe(script, output);
    if ((status !== 0) !== fails) throw new Error(`${script}\nended with ${status}:\n${output}`);
    return output;
  }

  /** Starts a script, to be killed, or to run until the test ends. */
  start(script: string, environment?: NodeJS.ProcessEnv): StartedScript {
    const { ended, printedSoFar } = this.#spawn(script, environment);
    let over = false;
    const observed = ended.then((result) => {
      over = true;
      observe(script, result.output);
      return result;
    });
    this.#underWay.add(observed);
    const printed: StartedScript["printed"] = async (pattern) => {
      for (;;) {
        const match = pattern.exec(printedSoFar());
        if (match !== null) return match;
        if (over) throw new Error(`${script}\nended without printing ${pattern}:\n${printedSoFar()}`);
        await setTimeout(20);
      }
    };
    return { ended: observed, killAll: () => this.#killAll(), printed };
  }

  /** Ids of the processes that scripts started and that still run. */
  processes(): number[] {
    return processesWith("PULUMI_HOME", this.#home);
  }

  /** Kills what still runs, and waits for its end. */
  async stop(): Promise<void> {
    await this.#killAll();
    await Promise.all(this.#underWay);
  }

  get #home(): string {
    return this.#environment["PULUMI_HOME"] ?? "";
  }

  #killAll(): Promise<void> {
    return killProcessesWith("PULUMI_HOME", this.#home);
  }

  #spawn(script: string, environment: NodeJS.ProcessEnv = {}) {
    const child = spawn("bash", ["-c", PRELUDE + script], {
      cwd: this.#folder,
      env: { ...this.#environment, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      // Else a Ctrl-C on the test run would reach it.
      detached: true,
    });
    const printed = childOutput(child);
    this.#underWay.add(printed.ended);
    return printed;
  }
}
