import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SimulatedOrganization, type Simulator, type SimulatorOptions, startSimulator } from "../src/index";

/** A response, its body read. */
export interface Response {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
  /** The parsed body; undefined if it is no JSON. */
  readonly json: unknown;
}

/** An instance as responses show it, as far as tests look at it. */
export interface Shown {
  readonly id: number;
  readonly name: string;
  readonly token: string;
  readonly tags: string[];
  readonly configuration: Record<string, string | null>;
  readonly [member: string]: unknown;
}

export interface Call {
  readonly body?: unknown;
  /** Sent as it is. */
  readonly raw?: string;
  readonly headers?: Record<string, string>;
  /** Element token to add to the Authorization header. */
  readonly element?: string;
}

const running: Simulator[] = [];
const directories: string[] = [];

/** Starts a simulator that is stopped after the test. */
export async function simulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const started = await startSimulator(options);
  running.push(started);
  return started;
}

/** A directory that is removed after the test. */
export function directory(): string {
  const made = mkdtempSync(join(tmpdir(), "act365-simulator-"));
  directories.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
  for (const made of directories.splice(0)) rmSync(made, { recursive: true, force: true });
});

export function firstOf(target: Simulator): SimulatedOrganization {
  const [organization] = target.organizations;
  if (!organization) throw new Error("no organization");
  return organization;
}

/** Numbers in [0, 1) that are the same in every run. */
export function seeded(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

export async function call(target: Simulator, method: string, path: string, options: Call = {}): Promise<Response> {
  const { userSecret, organizationSecret } = firstOf(target);
  const element = options.element === undefined ? "" : `, Element ${options.element}`;
  const body = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const response = await fetch(target.url + path, {
    method,
    redirect: "manual",
    headers: {
      authorization: `User ${userSecret}, Organization ${organizationSecret}${element}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...options.headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A body that creates an Act! 365 instance. */
export const body = (more: object = {}) => ({
  element: { key: "actessentials" },
  name: "API Instance",
  configuration: { username: "the-api-key", password: "the-developer-key" },
  ...more,
});

/** The instance in a response that must be 200. */
export function shown(response: Response): Shown {
  expect(response.status).toBe(200);
  const { json } = response;
  if (!isShown(json)) throw new Error(`no instance: ${response.text}`);
  return json;
}

function isShown(json: unknown): json is Shown {
  return typeof json === "object" && json !== null && "id" in json && "token" in json;
}

/** The items of a list that must be 200. */
export function list(response: Response): Shown[] {
  expect(response.status).toBe(200);
  const { json } = response;
  if (!Array.isArray(json) || !json.every(isShown)) throw new Error(`no list of instances: ${response.text}`);
  return json;
}

/** Creates an Act! 365 instance. */
export async function create(target: Simulator, more: object = {}): Promise<Shown> {
  return shown(await call(target, "POST", "/instances", { body: body(more) }));
}

/** A promise and what settles it. */
export function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
