import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer as createHttpServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import type { Simulator } from "act365-simulator";
import { afterTest } from "../support/cleanUp";

const TLS = join(__dirname, "data", "tls");

/** The host in `wrong-name.crt`; only a test's proxy leads there. */
export const ELSEWHERE = "elsewhere.example.com";

/** The file that a user would name in NODE_EXTRA_CA_CERTS. */
export const AUTHORITY = join(TLS, "authority.crt");

/** Listens on this machine until the test ends, and then drops every connection. */
async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  afterTest(async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}

/** A port that nobody listens on. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** A server that counts connections, and responds to nobody. */
export async function startSilent(): Promise<{ port: number; connections(): number }> {
  let connections = 0;
  const port = await listen(
    createTcpServer(() => {
      connections += 1;
    }),
  );
  return { port, connections: () => connections };
}

/** Where a relay breaks the response to the next request with a verb. */
interface Break {
  readonly verb: string;
  /** Bytes of the response that still get through. */
  readonly after: number;
  /** Whether the connection is reset, or ended as if all were well. Default: reset. */
  readonly how?: "reset" | "end";
}

/** A relay before a simulator, which sees connections and may break them. */
export interface Relay {
  /** Base URL through the relay. */
  readonly url: string;
  /** The verbs that came over each connection. */
  readonly connections: string[][];
  /** Breaks the response to one request; the platform has done the work by then. */
  breakNext(what: Break): void;
  /** Refuses further connections, as a platform does that is not there; what is connected stays. */
  refuse(): void;
  /** Takes connections again, on the same port. */
  accept(): void;
  /** From now on a connection is dropped, without a response and not passed on, when a further request comes over it. */
  dropReused(): void;
}

/** Starts a relay on a TCP port of its own; every byte else goes through as it is. */
export async function startRelay(simulator: Simulator): Promise<Relay> {
  const connections: string[][] = [];
  let due: Break | undefined;
  let dropsReused = false;
  const server = createTcpServer((client) => {
    const verbs: string[] = [];
    connections.push(verbs);
    const upstream = connect(simulator.port, "127.0.0.1");
    let breaking: Break | undefined;
    let passed = 0;
    client.on("data", (chunk: Buffer) => {
      const verb = /^(GET|POST|PUT|PATCH|DELETE) /.exec(chunk.toString("latin1", 0, 8))?.[1];
      if (verb !== undefined) verbs.push(verb);
      if (verb !== undefined && verb === due?.verb) [breaking, due, passed] = [due, undefined, 0];
      if (dropsReused && verbs.length > 1) client.destroy();
      else upstream.write(chunk);
    });
    upstream.on("data", (chunk: Buffer) => {
      const part = breaking === undefined ? chunk : chunk.subarray(0, Math.max(0, breaking.after - passed));
      passed += chunk.length;
      client.write(part);
      if (breaking === undefined || passed < breaking.after) return;
      const drop = breaking.how === "end" ? () => client.destroy() : () => client.resetAndDestroy();
      // A reset may overtake what was just written.
      setTimeout(drop, breaking.after === 0 ? 0 : 50);
    });
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
    upstream.on("error", () => undefined);
  });
  const port = await listen(server);
  return {
    url: simulator.url.replace(String(simulator.port), String(port)),
    connections,
    breakNext: (what) => {
      due = what;
    },
    refuse: () => void server.close(),
    accept: () => void server.listen(port, "127.0.0.1"),
    dropReused: () => {
      dropsReused = true;
    },
  };
}

/** A proxy, as companies have one. */
export interface Proxy {
  readonly port: number;
  /** How many requests it got, for a tunnel or anything else. */
  requests(): number;
  /** Host and port of every tunnel that was asked for, whether or not it was opened. */
  readonly tunnels: string[];
  /** The Proxy-Authorization headers that came. Secret. */
  readonly authorizations: (string | undefined)[];
  /** What it responds instead of opening a tunnel. Default: nothing, it opens it. */
  refuseWith(status: number | undefined): void;
}

/** Starts a proxy that opens tunnels on CONNECT, to this machine whatever the host. */
export async function startProxy(): Promise<Proxy> {
  const tunnels: string[] = [];
  const authorizations: (string | undefined)[] = [];
  let requests = 0;
  let refusal: number | undefined;
  const server = createHttpServer((_, response) => {
    requests += 1;
    response.writeHead(405).end();
  });
  server.on("connect", (incoming, client: Socket) => {
    requests += 1;
    tunnels.push(incoming.url ?? "");
    authorizations.push(incoming.headers["proxy-authorization"]);
    client.on("error", () => undefined);
    if (refusal !== undefined) return client.end(`HTTP/1.1 ${refusal} Refused\r\ncontent-length: 0\r\n\r\n`);
    const { port } = new URL(`http://${incoming.url}`);
    const upstream = connect(Number(port), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(client);
      client.pipe(upstream);
    });
    upstream.on("error", () => client.destroy());
    upstream.on("close", () => client.destroy());
    return client.on("close", () => upstream.destroy());
  });
  const port = await listen(server);
  return {
    port,
    requests: () => requests,
    tunnels,
    authorizations,
    refuseWith: (status) => {
      refusal = status;
    },
  };
}

/** Hands a request on to a simulator, and its response back. */
function handOn(simulator: Simulator, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, url, headers } = incoming;
  const passed = request({ host: "127.0.0.1", port: simulator.port, method, path: url, headers }, (response) => {
    outgoing.writeHead(response.statusCode ?? 500, response.headers);
    response.pipe(outgoing);
  });
  incoming.pipe(passed);
}

/**
 * Puts a limit before a simulator: so many requests a second, as many at once. The others get a 429 response with a
 * Retry-After of one second.
 */
export async function startLimited(simulator: Simulator, perSecond: number): Promise<{ url: string }> {
  let [tokens, at] = [perSecond, Date.now()];
  const server = createHttpServer((incoming, outgoing) => {
    const now = Date.now();
    tokens = Math.min(perSecond, tokens + ((now - at) * perSecond) / 1_000);
    at = now;
    if (tokens < 1) {
      incoming.resume();
      outgoing
        .writeHead(429, { "retry-after": "1", "content-type": "application/json" })
        .end('{"message":"Slow down"}');
      return;
    }
    tokens -= 1;
    handOn(simulator, incoming, outgoing);
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}/elements/api-v2` };
}

/** Puts TLS before a simulator, with one of the certificates in data/tls; returns the base URL, and counts requests. */
export async function startTls(
  simulator: Simulator,
  certificate: "good" | "expired" | "wrong-name",
): Promise<{ url: string; requests(): number }> {
  let requests = 0;
  const server = createHttpsServer(
    { cert: readFileSync(join(TLS, `${certificate}.crt`)), key: readFileSync(join(TLS, "worthless-server.key")) },
    (incoming, outgoing) => {
      requests += 1;
      handOn(simulator, incoming, outgoing);
    },
  );
  const port = await listen(server);
  return { url: `https://127.0.0.1:${port}/elements/api-v2`, requests: () => requests };
}
