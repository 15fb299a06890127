import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** What the simulator's process can be asked for; either question forgets the requests so far. */
export type Question = "counts" | "requests";

/** What the simulator's process answers: where it is, once; then to each question. */
export type Answer =
  | { readonly environment: Record<string, string> }
  | { readonly requests: readonly SentRequest[] }
  | { readonly counts: Counts; readonly instances: readonly string[] };

/** Requests by kind, such as `POST` and `GET list`. */
export type Counts = Readonly<Record<string, number>>;

/** A request as the simulator received it, without secrets. */
export interface SentRequest {
  readonly method: string;
  /** After the prefix, with the query. */
  readonly path: string;
  readonly body: unknown;
}

/** A simulator in a process of its own. */
export interface BenchPlatform {
  /** Where it is, and the secrets that it takes, as a pipeline would know them. */
  readonly environment: Readonly<Record<string, string>>;
  /** The requests since this was last asked, and the names of the instances that there are now. */
  counts(): Promise<{ counts: Counts; instances: readonly string[] }>;
  /** The requests since this was last asked, in order. */
  requests(): Promise<readonly SentRequest[]>;
  stop(): Promise<void>;
}

/**
 * Starts a simulator.
 * @param latency milliseconds before each answer
 */
export async function startPlatform(latency = 0): Promise<BenchPlatform> {
  const child = fork(join(__dirname, "simulatorProcess.ts"), [String(latency)]);
  // Listened to once: a race of two listeners for each answer would leave one of them behind.
  const ended = once(child, "exit").then(([code]): never => {
    throw new Error(`the simulator ended with ${code}`);
  });
  ended.catch(() => undefined);
  const next = async (): Promise<Answer> => {
    const answer = new Promise<Answer>((resolve) => child.once("message", (message: Answer) => resolve(message)));
    return Promise.race([answer, ended]);
  };
  const ask = (question: Question) => {
    const answer = next();
    child.send(question);
    return answer;
  };
  const start = await next();
  if (!("environment" in start)) throw new Error("the simulator did not say where it is");
  return {
    environment: start.environment,
    async counts() {
      const answer = await ask("counts");
      if (!("counts" in answer)) throw new Error("the simulator answered another question");
      return answer;
    },
    async requests() {
      const answer = await ask("requests");
      if (!("requests" in answer)) throw new Error("the simulator answered another question");
      return answer.requests;
    },
    async stop() {
      child.disconnect();
      await ended.catch(() => undefined);
    },
  };
}
