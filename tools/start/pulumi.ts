import { spawn } from "node:child_process";
import { lastLines, runCommand } from "../engine/command";

/** Calls the real `pulumi` on the quick start's stack. */
export class Pulumi {
  constructor(
    private readonly program: string,
    private readonly cwd: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly interactive: boolean,
    private readonly interrupted: AbortSignal,
  ) {}

  /** Runs it in front of the user, and returns whether it succeeded. */
  run(args: readonly string[]): Promise<boolean> {
    this.interrupted.throwIfAborted();
    return new Promise((resolve, reject) => {
      const child = spawn(this.program, args, {
        cwd: this.cwd,
        env: this.env,
        stdio: "inherit",
        // Ctrl-C in a terminal reaches every process of the group; otherwise the signal is ours to pass on, just once,
        // since a second one makes Pulumi give up without finishing what it is doing.
        detached: !this.interactive,
      });
      const passOn = () => {
        const fromTerminal = this.interactive && this.interrupted.reason === "SIGINT";
        if (!fromTerminal) child.kill("SIGINT");
      };
      this.interrupted.addEventListener("abort", passOn, { once: true });
      child.on("error", reject);
      child.on("close", (status) => {
        this.interrupted.removeEventListener("abort", passOn);
        resolve(status === 0);
      });
    });
  }

  /**
   * Runs it unseen, and returns what it printed.
   * @param input what it reads from standard input
   * @throws Error with its last lines if it fails
   */
  async read(args: readonly string[], input?: string): Promise<string> {
    const { status, stdout, stderr } = await runCommand(this.program, args, {
      cwd: this.cwd,
      env: this.env,
      signal: this.interrupted,
      input,
    });
    if (status !== 0) throw new Error(`\`pulumi ${args.join(" ")}\` failed:\n${lastLines(stderr)}`);
    return stdout;
  }
}
