import { HOSTS, type HostLanguage } from "./hosts";
import { obtainEngineFor } from "./index";

const LANGUAGES = Object.keys(HOSTS).join(", ");

const HELP = `Usage: npm run engine [-- LANGUAGE…]

Obtains the Pulumi CLI that tests and \`npm start\` use, and prints its path. It takes, in this order:
  1. pulumi on PATH, 3.216.0 or newer, with its Node.js language host
  2. the copy that an earlier run left in the user's cache folder
  3. one that it builds from Go modules, where there is Go (about 7 minutes, once)
  4. one from Pulumi's own installer, which needs the internet
With languages (${LANGUAGES}), it obtains their hosts as well: those on PATH or next to pulumi,
else the copy in the cache folder, else one that it builds from a Go module (2 to 4 minutes each, once).
`;

async function main(args: readonly string[], interrupted: AbortSignal): Promise<number> {
  if (args.length === 1 && (args[0] === "--help" || args[0] === "-h")) {
    process.stdout.write(HELP);
    return 0;
  }
  const unknown = args.find((arg) => !isLanguage(arg));
  if (unknown !== undefined) {
    process.stderr.write(`Unknown language: ${unknown}\n${HELP}`);
    return 2;
  }
  const { pulumi } = await obtainEngineFor(args.filter(isLanguage), { signal: interrupted });
  process.stdout.write(`${pulumi}\n`);
  return 0;
}

function isLanguage(text: string): text is HostLanguage {
  return Object.hasOwn(HOSTS, text);
}

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interruption.abort(signal));

main(process.argv.slice(2), interruption.signal).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${interruption.signal.aborted ? "interrupted" : reason}\n`);
    process.exitCode = 1;
  },
);
