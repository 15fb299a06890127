import type { Started } from "../measuring/measure";

/** What is done with the resources, in this order. */
export const STEPS = ["up", "no-op", "preview", "refresh", "rename", "destroy"] as const;

/** A step of the life of all resources. */
export type Step = (typeof STEPS)[number];

/** How a subject is called on the command line and in the JSON file. */
export type SubjectKey = "P" | "G" | "J" | "S" | "C" | "F" | "E" | "R";

/** Those that call no platform. */
export const FLOORS: readonly SubjectKey[] = ["F", "E"];

/** Whose figures are divided by whose. */
export const RATIOS: readonly (readonly [of: SubjectKey, to: SubjectKey])[] = [
  ["P", "C"],
  ["P", "F"],
  ["P", "R"],
  ["J", "P"],
  ["S", "P"],
  ["G", "E"],
  ["G", "R"],
];

/** Something that is compared. */
export interface Subject {
  readonly key: SubjectKey;
  /** How it is called in tables and plots. */
  readonly title: string;
  /** Whether it calls the platform: if not, latency is nothing to it. */
  readonly callsPlatform: boolean;
  /** What it is written in, where it has to be compiled. */
  readonly language?: "go";
  /** Matches the command line of the provider's process. */
  readonly provider: RegExp | undefined;
  /** Why it cannot be measured on this machine; undefined where it can. */
  missing(): string | undefined;
  /**
   * Makes a project with that many resources, none of which exists yet.
   * @param platform environment variables with the platform's address and credentials
   */
  open(count: number, platform: Readonly<Record<string, string>>): Promise<OpenSubject>;
}

/** A project of a subject. It is removed by `stopAll` (test/support/cleanUp). */
export interface OpenSubject {
  start(step: Step): Started;
  /** Size of the file that holds the state. */
  stateBytes(): number;
}

/** The credentials for Act! 365 that all programs declare, as environment variables. */
export const VENDOR_KEYS = { API_KEY: "api key", DEVELOPER_KEY: "developer key" };

/** What the names of all resources begin with in a step. */
export function prefixIn(step: Step): string {
  return step === "rename" || step === "destroy" ? "renamed" : "first";
}
