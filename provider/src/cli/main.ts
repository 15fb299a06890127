import { createInterface } from "node:readline/promises";
import { systemClock } from "../platform/clock";
import { run } from "./run";
import type { Stream, Surroundings } from "./surroundings";

const interruption = new AbortController();
process.once("SIGINT", () => interruption.abort());
process.once("SIGTERM", () => interruption.abort());

const around: Surroundings = {
  environment: process.env,
  folder: process.cwd(),
  output: streamOf(process.stdout),
  messages: streamOf(process.stderr),
  signal: interruption.signal,
  ask: process.stdin.isTTY && process.stderr.isTTY ? ask : undefined,
  clock: systemClock,
};

function streamOf(stream: NodeJS.WriteStream): Stream {
  // Who reads with `head` closes the pipe early, which is no failure of ours.
  stream.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  return { write: (text) => stream.write(text), isTerminal: stream.isTTY === true, columns: stream.columns };
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question, { signal: interruption.signal });
  } finally {
    lines.close();
  }
}

run(process.argv.slice(2), around).then((status) => {
  // Kept connections would hold the process for seconds; it ends once its output is written.
  process.stdout.write("", () => process.exit(status));
});
