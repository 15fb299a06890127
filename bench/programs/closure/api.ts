import { setTimeout } from "node:timers/promises";
import { request } from "undici";

/** An instance as the platform returns it. */
export interface PlatformInstance {
  readonly id: number;
  readonly name: string;
  readonly token: string;
  readonly createdDate: string;
  readonly valid: boolean;
  readonly tags?: string[];
  readonly configuration: Record<string, string | null>;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** An error that carries the status; not a class, since one that extends Error loses its message when it is serialized. */
function statusError(method: Method, path: string, status: number, text: string): Error {
  return Object.assign(new Error(`${method} ${path} returned ${status}: ${text.slice(0, 300)}`), { status });
}

/** The status of the response, of an error that is one. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Error && "status" in error ? Number(error.status) : undefined;
}

const TRIES = 5;
const TIMEOUT = 60_000;

/** Calls the platform; GET and DELETE are tried again where trying again can help. */
export async function api(method: Method, path: string, body?: object): Promise<PlatformInstance> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(method, path, body);
    } catch (error) {
      if (attempt === TRIES || !(method === "GET" || method === "DELETE") || !transient(error)) throw error;
      await setTimeout(2 ** attempt * 250 * (0.5 + Math.random() / 2));
    }
  }
}

async function once(method: Method, path: string, body?: object): Promise<PlatformInstance> {
  // Read here, in the plugin: a constant outside would be serialized into the state.
  const { ACT365_BASE_URL, ACT365_USER_SECRET, ACT365_ORGANIZATION_SECRET } = process.env;
  const response = await request(`${ACT365_BASE_URL}${path}`, {
    method,
    headers: {
      authorization: `User ${ACT365_USER_SECRET}, Organization ${ACT365_ORGANIZATION_SECRET}`,
      accept: "application/json",
      "content-type": "application/json",
    },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const text = await response.body.text();
  if (response.statusCode >= 300) throw statusError(method, path, response.statusCode, text);
  return JSON.parse(text === "" ? "{}" : text);
}

function transient(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined || status === 429 || status >= 500;
}
