import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RecordedRequest } from "./api";
import { help, readArguments, UsageError } from "./arguments";
import { greeting } from "./greeting";
import { start } from "./simulator";

const stopped = new Promise<void>((resolve) => {
  process.once("SIGINT", () => resolve());
  process.once("SIGTERM", () => resolve());
});

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, "..", "package.json"), "utf8"));
  return typeof manifest === "object" && manifest && "version" in manifest ? String(manifest.version) : "unknown";
}

function printRequest({ method, path, status }: RecordedRequest): void {
  console.log(`${method} ${path} ${status ?? "no response"}`);
}

/** Does what the command line says; serves until a signal arrives. */
async function run(): Promise<void> {
  const command = readArguments(process.argv.slice(2), process.env);
  if (command === "help") return console.log(help.trimEnd());
  if (command === "version") return console.log(version());
  const options = { ...command.options, organizations: [command.organization] };
  const finished = command.verbose ? printRequest : () => undefined;
  const simulator = await start(options, { keepRequests: false, finished });
  // In one write, so that a program that has read the URL also has the secrets.
  console.log(greeting(simulator, command.organization));
  await stopped;
  await simulator.stop();
}

run().catch((error: NodeJS.ErrnoException & { port?: number }) => {
  const message =
    error instanceof UsageError
      ? `${error.message}. Run it with --help to see the options.`
      : error.code === "EADDRINUSE"
        ? `port ${error.port} is already in use. Choose another with --port, or --port 0 for any free one.`
        : error.message;
  console.error(`act365-simulator: ${message}`);
  // 2 for a wrong command line, 1 for anything else.
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
