import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { isSigned } from "./signature";

const { SIGNATURE_KEY, PORT = "8080" } = process.env;
if (!SIGNATURE_KEY) throw new Error("SIGNATURE_KEY is missing");
const key = SIGNATURE_KEY;

const LARGEST_BODY = 1_000_000;

/** The body's bytes; undefined for one that no event has. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
  }
  return Buffer.concat(chunks);
}

/** The status for a request. Anything but 2xx makes the platform send the event again, up to nine times. */
async function answer(request: IncomingMessage): Promise<number> {
  const body = await bodyOf(request);
  if (body === undefined) return 413;
  const { "elements-webhook-signature": signature, "elements-webhook-id": id } = request.headers;
  if (!isSigned(body, String(signature), key)) return 401;
  // Here a real receiver puts the event into a queue. It knows a repeated one by the id.
  console.log(`event ${id}: ${body.length} bytes`);
  return 204;
}

const server = createServer((request, response) => {
  answer(request).then(
    (status) => response.writeHead(status, status === 413 ? { connection: "close" } : {}).end(),
    () => response.destroy(),
  );
});
server.listen(Number(PORT), "127.0.0.1", () => {
  console.log(`listening on port ${(server.address() as AddressInfo).port}`);
});
