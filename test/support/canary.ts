import { randomBytes } from "node:crypto";
import { inspect } from "node:util";

/** The part of each canary that survives JSON, URL and header encodings, with what it stands for. */
const cores = new Map<string, string>();
const observed: { source: string; text: string }[] = [];

/**
 * A secret that must not show anywhere: unique, remembered for the scan that follows every test.
 * @param label what it stands for
 * @param shape where the unique part goes, for secrets with characters that encodings change
 */
export function canary(label: string, shape: (core: string) => string = (core) => core): string {
  const core = `cnry${label.replace(/\W/g, "")}${randomBytes(9).toString("hex")}`;
  cores.set(core, label);
  return shape(core);
}

/** A secret that somebody else made up, such as a token of the simulator: it must not show anywhere either. */
export function rememberSecret(label: string, value: string): void {
  cores.set(value, label);
}

/** Hands a text to the scan: what a process printed, a file, a log, an error. Values that are meant to hold secrets don't come here. */
export function observe(source: string, text: string): void {
  observed.push({ source, text });
}

/** The error with which the promise fails, handed to the scan in every form in which it may be printed. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    (value) => {
      throw new Error(`expected a failure, got ${inspect(value, { depth: 1 }).slice(0, 80)}`);
    },
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error(`not an Error: ${typeof error}`);
  observeError(error);
  return error;
}

/** The error that the call throws, handed to the scan likewise. */
export function thrownBy(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    if (!(error instanceof Error)) throw new Error(`not an Error: ${typeof error}`);
    observeError(error);
    return error;
  }
  throw new Error("expected an error");
}

function observeError(error: Error): void {
  observe("error.message", error.message);
  observe("error.stack", error.stack ?? "");
  observe("error inspected", inspect(error, { depth: 10 }));
  observe("error as JSON", JSON.stringify({ ...error, message: error.message }));
  if (error.cause !== undefined) observe("error.cause", inspect(error.cause, { depth: 10 }));
}

/** Where canaries, or their beginnings, show in what was observed, in clear or encoded; forgets what was observed. */
export function leaks(): string[] {
  const found = observed.flatMap(({ source, text }) =>
    [...cores].flatMap(([core, label]) =>
      formsOf(core)
        .filter((form) => text.includes(form))
        .map(() => `${label} shows in ${source}: ${excerpt(text, core)}`),
    ),
  );
  observed.length = 0;
  return [...new Set(found)];
}

/** Forgets the canaries: at the end of a test file. */
export function forgetCanaries(): void {
  cores.clear();
}

/** How much of a secret must not show, even where the rest is cut off. */
const BEGINNING = 12;

const forms = new Map<string, string[]>();

function formsOf(core: string): string[] {
  let known = forms.get(core);
  if (known === undefined) {
    const beginning = core.slice(0, BEGINNING);
    const hex = Buffer.from(beginning).toString("hex");
    const digits = [hex, hex.replace(/../g, "%$&")].flatMap((text) => [text, text.toUpperCase()]);
    known = [beginning, ...digits, ...[0, 1, 2].map((offset) => base64Inside(beginning, offset))];
    forms.set(core, known);
  }
  return known;
}

/** How a text looks in base64 when it begins at this offset of a longer one, without the characters that depend on its neighbours. */
function base64Inside(text: string, offset: number): string {
  const encoded = Buffer.from(" ".repeat(offset) + text)
    .toString("base64")
    .replace(/=+$/, "");
  return encoded.slice(Math.ceil((offset * 8) / 6), -2);
}

function excerpt(text: string, core: string): string {
  const beginning = core.slice(0, BEGINNING);
  const at = Math.max(0, text.indexOf(beginning));
  return text.slice(Math.max(0, at - 60), at + beginning.length).replaceAll(beginning, "<canary>");
}
