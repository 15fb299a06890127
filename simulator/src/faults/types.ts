/** How far lists and GETs by id lag behind a change. Omitted kinds do not lag. */
export interface Lag {
  /** For this many lists that the instance belongs in. */
  lists?: number;
  /** For this many GETs by id. */
  reads?: number;
  /** Both, for this many milliseconds. */
  ms?: number;
}

/** Something that goes wrong (or slowly) with one request. "Commit" is the moment when the platform's data changes. */
export type Fault =
  /** The connection breaks without a response. After the commit, the work is done anyway. */
  | { kind: "close"; when: "beforeCommit" | "afterCommit" }
  | StatusFault
  /** The normal response, but its headers start only after `ms`. */
  | { kind: "slowHeaders"; ms: number }
  /** The normal response, with its headers at once and its body spread over `ms`. */
  | { kind: "slowBody"; ms: number }
  /** Commits, then the response never comes, or never ends. */
  | { kind: "stall"; when: "beforeHeaders" | "inBody" }
  /** Commits, then announces more bytes than it sends, and ends the connection. */
  | { kind: "truncated" }
  /** Commits, then responds 200 with a body that is announced as JSON but is not. */
  | { kind: "malformed"; body?: string }
  /** Commits, then responds with exactly this. */
  | { kind: "body"; status?: number; body: string | Uint8Array; headers?: Record<string, string> }
  /** Does nothing and redirects elsewhere; status 302 by default. */
  | { kind: "redirect"; status?: number; location: string }
  /**
   * For a POST that creates: the instance exists and the response says so, but it is missing from the next `lists` lists
   * that it belongs in, from the next `reads` GETs by id, and from both until `ms` have passed.
   */
  | ({ kind: "lateVisibility" } & Lag)
  /**
   * For a DELETE: the instance is deleted (its token is dead, and PUT, PATCH and DELETE find nothing), but it is still in
   * the next `lists` lists that it belonged in, in the next `reads` GETs by id, and in both until `ms` have passed.
   */
  | ({ kind: "lateRemoval" } & Lag)
  /** Commits, then responds with the beginning of valid JSON, `bytes` long, in chunks. */
  | { kind: "hugeBody"; bytes: number }
  /** Waits for `until`, by default before the commit. */
  | { kind: "hold"; until: Promise<void>; when?: "beforeCommit" | "afterCommit" };

/** A response with another status, by default before the commit. */
export interface StatusFault {
  kind: "status";
  status: number;
  /** @default "beforeCommit" */
  when?: "beforeCommit" | "afterCommit";
  /**
   * "json" is the platform's own error body, "html" a gateway's page, "empty" nothing; any other string is sent
   * unchanged, an object as JSON.
   * @default "json"
   */
  body?: "json" | "html" | "empty" | string | object;
  /** Replaces the usual message of that status. */
  message?: string;
  /** The vendor's message; the platform sends it only when the vendor caused the error. */
  providerMessage?: string;
  headers?: Record<string, string>;
  /** The Retry-After header: seconds, a date, or something unreadable. */
  retryAfter?: string | number;
  /** Quotes the request's Authorization header and body in the message, with all secrets: to test a client's redaction. */
  echoRequest?: boolean;
}

/** Selects the requests that a fault affects. */
export interface FaultRule {
  /** @default any */
  method?: string;
  /** The path after `/elements/api-v2`, without the query. In a string, `*` stands for one segment. @default any */
  path?: string | RegExp;
  /** Which of the matching calls since the rule was added, counting from 1. @default 1, the next matching call only */
  call?: number | number[] | "every";
  /** Plays on each matching call with this probability (0 to 1), drawn from `options.random`. */
  probability?: number;
  fault: Fault;
}

/** The faults of a simulator. All rules that match one call are played together. */
export interface Faults {
  /** Adds a rule. */
  add(rule: FaultRule): void;
  /** Removes all rules. A fault that has begun continues. */
  clear(): void;
  /** How many faults have been played so far. */
  readonly played: number;
}
