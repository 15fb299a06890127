import { setFlagsFromString } from "node:v8";
import { version } from "../operations/version";
import { Context } from "./context";
import { endWithParent } from "./lifetime";
import { pluginSchema } from "./schema";
import { serve } from "./server";

/** The argument with the engine's host and port. Engines since 2025 also tell them in the handshake. */
const ADDRESS = /^[\w.-]+:\d+$/;

/** The engine starts the plugin with its own address, and reads the port of the plugin from standard output. */
async function main(args: readonly string[]): Promise<void> {
  if (args.includes("--version")) return print(version());
  if (args.includes("--schema")) return print(JSON.stringify(pluginSchema(version()), undefined, 2));
  useLittleMemory();
  endWithParent();
  const context = new Context();
  // The last one, as the engine puts it.
  const engine = [...args].reverse().find((argument) => ADDRESS.test(argument));
  if (engine !== undefined) context.engine.connect(engine);
  // An error that no call catches must neither end the process, and with it other calls, nor print a secret.
  for (const event of ["uncaughtException", "unhandledRejection"]) {
    process.on(event, (error: unknown) => console.error(context.safe(error).message));
  }
  print(String(await serve(context)));
}

/**
 * A process with 400 instances then holds 107 MB at its peak instead of 128 (Node.js 20). On the command line the flags would
 * cost 35 ms a start, since Node.js could not use the code that it has compiled of itself.
 */
function useLittleMemory(): void {
  // undici parses responses by WebAssembly: optimizing that takes 25 MB for a while, and no call gets faster.
  setFlagsFromString("--liftoff-only");
  // The room for new values stays as small as it starts, instead of growing to 34 MB.
  setFlagsFromString("--semi-space-growth-factor=1");
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

void main(process.argv.slice(2));
