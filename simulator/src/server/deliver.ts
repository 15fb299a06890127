import type { ServerResponse } from "node:http";
import type { SimulatedClock } from "../clock";
import type { Reply } from "./reply";

/** How slowly a response goes out, in milliseconds. */
export interface Pace {
  readonly beforeHeaders: number;
  readonly overBody: number;
}

/** Number of pieces of a slow body. */
const pieces = 10;

/** Sends a response; resolves when it is written, or the connection is closed. */
export async function deliver(
  response: ServerResponse,
  reply: Reply,
  pace: Pace,
  clock: SimulatedClock,
): Promise<void> {
  if (pace.beforeHeaders > 0) await clock.sleep(pace.beforeHeaders);
  if (response.destroyed) return;
  response.writeHead(reply.status, { ...reply.headers, "content-length": reply.body.length });
  if (pace.overBody > 0) await trickle(response, reply.body, pace.overBody, clock);
  else response.write(reply.body);
  await ended(response);
}

async function trickle(response: ServerResponse, body: Buffer, ms: number, clock: SimulatedClock): Promise<void> {
  response.flushHeaders();
  const size = Math.max(1, Math.ceil(body.length / pieces));
  for (let start = 0; start < body.length; start += size) {
    await clock.sleep(ms / pieces);
    if (response.destroyed) return;
    response.write(body.subarray(start, start + size));
  }
}

function ended(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.once("close", resolve);
    response.end(resolve);
  });
}

/** Sends the headers and half of the body, and leaves the client waiting for the rest. */
export function stallInBody(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { ...reply.headers, "content-length": reply.body.length + 1 });
  response.write(reply.body.subarray(0, reply.body.length / 2));
  response.flushHeaders();
}

/** Announces more than it sends, and ends the connection. */
export function truncate(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { ...reply.headers, "content-length": reply.body.length + 100 });
  response.write(reply.body, () => response.socket?.end());
}

/** Sends the beginning of a JSON array, `bytes` long, in chunks of 64 KiB and without announcing its length. */
export async function deliverHuge(response: ServerResponse, headers: Reply["headers"], bytes: number): Promise<void> {
  response.writeHead(200, headers);
  const start = Buffer.from('[{"id":1,"name":"');
  const chunk = Buffer.alloc(64 * 1024, "x");
  let left = bytes;
  for (let next = start; left > 0 && !response.destroyed; next = chunk) {
    const part = next.subarray(0, left);
    left -= part.length;
    // Also called, with an error, when the connection is closed.
    await new Promise((written) => response.write(part, written));
  }
  await ended(response);
}
