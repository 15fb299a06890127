import { HELP, parseCommandLine, UsageError } from "./commandLine";
import { generateSdks } from "./generate";

async function main(args: readonly string[], interrupted: AbortSignal): Promise<void> {
  const request = parseCommandLine(args);
  if (request.kind === "help") {
    process.stdout.write(HELP);
    return;
  }
  await generateSdks(request, { signal: interrupted });
  for (const language of request.languages) process.stdout.write(`${request.out}/${language}\n`);
}

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interruption.abort(signal));

main(process.argv.slice(2), interruption.signal).catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`error: ${interruption.signal.aborted ? "interrupted" : reason}\n`);
  if (error instanceof UsageError) process.stderr.write("See `npm run sdks -- --help`.\n");
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
