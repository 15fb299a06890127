import type { ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";

/** What a process prints, standard output and error together: so far, and with its status once it has ended. */
export function childOutput(child: ChildProcessByStdio<null, Readable, Readable>) {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      output += data;
    });
  }
  const ended = once(child, "close").then(() => ({ output, status: child.exitCode }));
  return { ended, printedSoFar: () => output };
}
