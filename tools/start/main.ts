import { HELP, parseCommandLine, type Request, UsageError } from "./commandLine";
import { destroy, destroyAll } from "./destroy";
import { drift } from "./drift";
import { CHECKOUT, QuickstartFolder } from "./folder";
import { withSession } from "./session";
import { up } from "./up";

async function main(args: readonly string[], interrupted: AbortSignal): Promise<number> {
  const request = parseCommandLine(args, process.env);
  if (request.kind === "help") {
    process.stdout.write(HELP);
    return 0;
  }
  if (await perform(request, interrupted)) return 0;
  if (!interrupted.aborted) {
    const here = new QuickstartFolder(CHECKOUT, request.language).command("COMMAND");
    process.stderr.write(`Pulumi failed, see above. A \`pulumi COMMAND\` that it names is \`${here}\` here.\n`);
  }
  return 1;
}

function perform(request: Exclude<Request, { readonly kind: "help" }>, interrupted: AbortSignal): Promise<boolean> {
  const options = {
    folder: new QuickstartFolder(CHECKOUT, request.language),
    env: process.env,
    interactive: Boolean(process.stdin.isTTY && process.stdout.isTTY),
    strict: true,
    interrupted,
  };
  switch (request.kind) {
    case "up":
      return withSession(options, up);
    case "drift":
      return withSession(options, drift);
    case "destroy":
      return (request.language === undefined ? destroyAll : destroy)({ ...options, strict: false });
    case "pulumi":
      return withSession(options, ({ pulumi }) => pulumi.run(request.args));
  }
}

/** Aborted by the first signal, so that Pulumi can finish what it is doing, and the simulator its data. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => controller.abort(signal));
  return controller.signal;
}

const interrupted = interruption();
main(process.argv.slice(2), interrupted).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    const reason = interrupted.aborted ? "interrupted" : error instanceof Error ? error.message : String(error);
    process.stderr.write(`error: ${reason}\n`);
    if (error instanceof UsageError) process.stderr.write("See `npm start -- --help`.\n");
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
