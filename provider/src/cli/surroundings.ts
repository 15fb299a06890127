import type { Clock } from "../util/clock";

/** Where text goes. */
export interface Stream {
  write(text: string): void;
  /** Whether a person reads it as it is written. */
  readonly isTerminal: boolean;
  /** Characters in a line; undefined where there is no such limit. */
  readonly columns: number | undefined;
}

/** What a run of the command works in: given, so that a test runs it without a process of its own. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The working directory. */
  readonly folder: string;
  /** Only what the command was asked for: it may be piped. */
  readonly output: Stream;
  /** Everything else: progress, warnings, errors. */
  readonly messages: Stream;
  /** Ends requests and child processes early (Ctrl-C). */
  readonly signal: AbortSignal;
  /** Asks the person at the terminal; undefined where there is none. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  readonly clock: Clock;
}
