import { createInterface } from "node:readline/promises";
import { systemClock } from "../util/clock";
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
  // A reader such as `head` closes the pipe early. That is not an error, and must not stop a deletion halfway.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") process.exit(1);
  });
  // A terminal that does not know its width says 0.
  return {
    write: (text) => stream.write(text),
    isTerminal: stream.isTTY === true,
    columns: stream.columns || undefined,
  };
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // While a prompt waits, Ctrl-C arrives as a key; and after Ctrl-D there is no answer.
  lines.once("SIGINT", () => interruption.abort());
  const ended = new Promise<string>((resolve) => lines.once("close", () => resolve("")));
  try {
    return await Promise.race([lines.question(question, { signal: interruption.signal }), ended]);
  } finally {
    lines.close();
  }
}

run(process.argv.slice(2), around).then((status) => {
  // Kept-alive connections would delay the exit for seconds, so exit once the output is written.
  process.stdout.write("", () => process.exit(status));
});
