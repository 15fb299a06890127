import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Project } from "../project";
import type { Surroundings } from "../surroundings";
import type { Finding } from "./finding";
import { pathFolders } from "./pathFolders";

const WINDOWS = process.platform === "win32";
const PLUGIN = `pulumi-resource-pulumi-nodejs${WINDOWS ? ".cmd" : ""}`;
const CLI = `pulumi${WINDOWS ? ".exe" : ""}`;
/** Milliseconds for the plugin to load the SDK and to print its port; on a busy machine it takes some seconds. */
const START_TIMEOUT = 60_000;

/** Finds the stock plugin as the engine does, and starts it in the program's folder. */
export async function pluginFinding({ programFolder }: Project, around: Surroundings): Promise<Finding> {
  const check = "plugin";
  const file = pluginFile(around.environment);
  if (file === undefined) {
    const message = `${PLUGIN} is neither on the PATH nor beside the pulumi command`;
    return { check, result: "problem", message, next: "Install the complete Pulumi CLI: it comes with this plugin" };
  }
  const { port, said } = await start(file, programFolder, around);
  if (port !== undefined) return { check, result: "ok", message: `${file} starts` };
  const next =
    "Start it there yourself to see more. Check that node is on the PATH, and that @pulumi/pulumi is installed";
  return {
    check,
    result: "problem",
    message: `${file} does not start in ${programFolder}: ${said || "no output"}`,
    next,
  };
}

/** On the PATH, or next to the CLI: plugins that come with the CLI are nowhere else. */
function pluginFile(environment: Surroundings["environment"]): string | undefined {
  const folders = pathFolders(environment);
  const cli = folders.map((folder) => join(folder, CLI)).find((path) => existsSync(path));
  const all = cli === undefined ? folders : [...folders, dirname(realpathSync(cli))];
  return all.map((folder) => join(folder, PLUGIN)).find((path) => existsSync(path));
}

function start(
  file: string,
  cwd: string,
  { environment, signal }: Surroundings,
): Promise<{ port?: string; said: string }> {
  // No engine listens at that address: the plugin calls it only to log.
  const options = { cwd, env: { ...environment }, shell: WINDOWS, detached: !WINDOWS, stdio: "pipe" } as const;
  const child = spawn(WINDOWS ? `"${file}"` : file, ["127.0.0.1:1"], options);
  let [output, said] = ["", ""];
  return new Promise((resolve) => {
    const end = (port?: string) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      kill(child.pid);
      resolve(port === undefined ? { said: lastLine(said || output) } : { port, said });
    };
    const stop = () => end();
    const timer = setTimeout(stop, START_TIMEOUT);
    signal.addEventListener("abort", stop);
    child.stdout.on("data", (data) => {
      output += data;
      const [, port] = /^(\d+)\r?\n/.exec(output) ?? [];
      if (port !== undefined) end(port);
    });
    child.stderr.on("data", (data) => {
      said += data;
    });
    child.on("error", (error) => {
      said += error.message;
    });
    child.on("close", stop);
  });
}

/** The plugin is a script that starts node as its child: both must end, so the whole process group is killed. */
function kill(id: number | undefined): void {
  if (id === undefined) return;
  try {
    process.kill(WINDOWS ? id : -id, "SIGKILL");
  } catch {
    // It has ended.
  }
}

function lastLine(text: string): string {
  return (
    text
      .trim()
      .split("\n")
      .find((line) => /error/i.test(line)) ??
    text.trim().split("\n").at(-1) ??
    ""
  );
}
