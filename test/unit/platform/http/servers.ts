import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { afterTest } from "../../../support/cleanUp";

const PREFIX = "/elements/api-v2";

/** Lets a server listen on a free port of this machine; the end of the test closes it with all its connections. */
export async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterTest(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** A request as a server of a test got it. */
export interface Got {
  readonly verb: string | undefined;
  /** After the prefix, with the query. */
  readonly path: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
  /** The number of its connection, counted from 1. */
  readonly connection: number;
}

/** An HTTP server that remembers what it got. */
export async function httpServer(respond: (response: ServerResponse, got: Got, nth: number) => void) {
  const requests: Got[] = [];
  const connections = new Map<Socket, number>();
  const server = createHttpServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method: verb, headers, socket } = request;
    const connection = connections.get(socket) ?? connections.size + 1;
    connections.set(socket, connection);
    const path = request.url?.replace(PREFIX, "");
    const got = { verb, path, headers, body: Buffer.concat(chunks).toString(), connection };
    respond(response, got, requests.push(got));
  });
  const port = await listen(server);
  return { port, baseUrl: `http://127.0.0.1:${port}${PREFIX}`, requests };
}

/** A server that does what it likes with a connection once a request has arrived on it; counts the requests. */
export async function rawServer(respond: (socket: Socket) => void) {
  const seen = { requests: 0 };
  const server = createTcpServer((socket) => {
    let text = "";
    socket.on("data", (data) => {
      text += data.toString("latin1");
      if (!complete(text)) return;
      text = "";
      seen.requests += 1;
      respond(socket);
    });
  });
  const port = await listen(server);
  return { port, baseUrl: `http://127.0.0.1:${port}${PREFIX}`, seen };
}

function complete(text: string): boolean {
  const [head = "", body] = text.split("\r\n\r\n");
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
  return body !== undefined && body.length >= length;
}

/** A port of this machine where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const PROXY_SETTINGS = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"];

/** Keeps the machine's own proxies out of the tests of a file, and a test's proxies out of the others. */
export function withoutProxies(): void {
  const own = PROXY_SETTINGS.map((name) => [name, process.env[name]] as const);
  beforeEach(() => {
    for (const name of PROXY_SETTINGS) delete process.env[name];
  });
  afterAll(() => {
    for (const [name, value] of own) if (value !== undefined) process.env[name] = value;
  });
}

/** A platform's host that only a test's proxy knows. */
export const PROXIED_HOST = "platform.example";

/**
 * A proxy on this machine that finds every host here, or one that refuses a tunnel. It asks for no
 * credentials, but keeps those that it is given.
 */
export async function connectProxy(refusal?: string | ((socket: Socket) => void)) {
  const tunnels: string[] = [];
  const credentials: (string | undefined)[] = [];
  const others: string[] = [];
  const server = createHttpServer((request, response) => {
    others.push(`${request.method} ${request.url}`);
    response.writeHead(500).end();
  });
  server.on("connect", (request: IncomingMessage, client: Socket) => {
    tunnels.push(request.url ?? "");
    credentials.push(request.headers["proxy-authorization"]);
    if (typeof refusal === "function") return refusal(client);
    if (refusal !== undefined) return void client.end(refusal);
    const [, port] = (request.url ?? "").split(":");
    const platform = connect(Number(port), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      platform.pipe(client).pipe(platform);
    });
    client.on("error", () => platform.destroy());
    platform.on("error", () => client.destroy());
  });
  const port = await listen(server);
  return { port, url: `http://127.0.0.1:${port}`, tunnels, credentials, others };
}
