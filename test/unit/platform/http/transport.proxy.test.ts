import type { Socket } from "node:net";
import { canary } from "../../../support/canary";
import { closedPort, connectProxy, httpServer, PROXIED_HOST, rawServer, withoutProxies } from "./servers";
import { ample, networkErrorOf, requestOf, transportTo } from "./transports";

withoutProxies();

const platform = () => httpServer((response) => response.end("{}"));

/** The same server under another name than this machine's. */
const under = (host: string, { baseUrl }: { baseUrl: string }) => baseUrl.replace("127.0.0.1", host);

const proxied = (server: { baseUrl: string }) => transportTo(under(PROXIED_HOST, server));

test.each(["HTTP_PROXY", "http_proxy"])("%s is honored: the request goes through a tunnel", async (name) => {
  const server = await platform();
  const proxy = await connectProxy();
  process.env[name] = proxy.url;
  for (const verb of ["GET", "POST"] as const) {
    expect(await proxied(server).send(requestOf(verb), ample())).toMatchObject({ status: 200 });
  }
  const target = `${PROXIED_HOST}:${server.port}`;
  expect(proxy.tunnels).toEqual([target, target]);
  expect(proxy.others).toEqual([]);
  expect(server.requests.map(({ verb }) => verb)).toEqual(["GET", "POST"]);
});

test.each(["127.0.0.1", "localhost"])("a request to %s goes through no proxy, whatever is set", async (host) => {
  const server = await platform();
  const proxy = await connectProxy();
  for (const name of ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"]) process.env[name] = proxy.url;
  for (const verb of ["GET", "POST", "PUT", "PATCH", "DELETE"] as const) {
    await transportTo(under(host, server)).send(requestOf(verb), ample());
  }
  expect(proxy.tunnels).toEqual([]);
  expect(proxy.others).toEqual([]);
  expect(server.requests).toHaveLength(5);
});

test("https requests to this machine go through no proxy either", async () => {
  const proxy = await connectProxy();
  process.env["HTTPS_PROXY"] = proxy.url;
  const transport = transportTo(`https://127.0.0.1:${await closedPort()}/elements/api-v2`);
  expect((await networkErrorOf(transport.send(requestOf("POST"), ample()))).message).toContain("(ECONNREFUSED)");
  expect(proxy.tunnels).toEqual([]);
});

test("each POST has a connection of its own through a proxy, too", async () => {
  const server = await platform();
  const proxy = await connectProxy();
  process.env["HTTP_PROXY"] = proxy.url;
  const transport = proxied(server);
  for (const verb of ["GET", "POST", "POST"] as const) await transport.send(requestOf(verb), ample());
  expect(new Set(server.requests.map(({ connection }) => connection)).size).toBe(3);
});

test.each([
  ["the host", "other.example,0.0.0.0"],
  ["everything", "*"],
])("NO_PROXY with %s is honored: the request goes straight to the platform", async (_, exceptions) => {
  const server = await platform();
  const proxy = await connectProxy();
  Object.assign(process.env, { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, NO_PROXY: exceptions });
  // Leads here, but is not one of the names of this machine.
  const transport = transportTo(under("0.0.0.0", server));
  for (const verb of ["GET", "POST"] as const) await transport.send(requestOf(verb), ample());
  expect(proxy.tunnels).toEqual([]);
  expect(server.requests).toHaveLength(2);
});

test("NO_PROXY with another host changes nothing", async () => {
  const server = await platform();
  const proxy = await connectProxy();
  Object.assign(process.env, { HTTP_PROXY: proxy.url, NO_PROXY: "other.example" });
  await proxied(server).send(requestOf("GET"), ample());
  expect(proxy.tunnels).toHaveLength(1);
});

test("the proxy gets its own credentials, and only those", async () => {
  const server = await platform();
  const proxy = await connectProxy();
  const [user, password] = [canary("proxyUser"), canary("proxyPassword")];
  process.env["HTTP_PROXY"] = proxy.url.replace("//", `//${user}:${password}@`);
  const request = requestOf("POST");
  await proxied(server).send(request, ample());
  expect(proxy.credentials).toEqual([`Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`]);
  expect(server.requests[0]?.headers).not.toHaveProperty("proxy-authorization");
  expect(server.requests[0]?.headers["authorization"]).toBe(request.authorization);
});

/** Sends a POST through a proxy whose URL holds a password. */
async function errorThrough(proxyPort: number) {
  const server = await platform();
  process.env["HTTP_PROXY"] = `http://${canary("proxyUser")}:${canary("proxyPassword")}@127.0.0.1:${proxyPort}`;
  const error = await networkErrorOf(proxied(server).send(requestOf("POST"), ample()));
  expect(server.requests).toEqual([]);
  return { error, host: `${PROXIED_HOST}:${server.port}` };
}

test.each([
  ["407 Proxy Authentication Required", "407", false],
  ["403 Forbidden", "403", false],
  ["502 Bad Gateway", "502", true],
])("a proxy that responds %s: nothing was done, and the error shows no password", async (line, status, transient) => {
  const proxy = await connectProxy(`HTTP/1.1 ${line}\r\nContent-Length: 0\r\n\r\n`);
  const { error, host } = await errorThrough(proxy.port);
  expect(error).toMatchObject({
    outcome: "nothingDone",
    transient,
    message:
      `POST /instances: the proxy refused the connection to ${host} (Proxy response (${status}) !== 200 when HTTP ` +
      "Tunneling). Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY",
  });
  expect(proxy.tunnels).toEqual([host]);
});

test("a proxy that is not there: nothing was done, and the error names the proxy's settings but no password", async () => {
  const { error, host } = await errorThrough(await closedPort());
  expect(error).toMatchObject({
    outcome: "nothingDone",
    transient: true,
    message:
      `POST /instances: ${host} could not be reached (ECONNREFUSED). Check act365:baseUrl, the network, and HTTPS_PROXY ` +
      "and NO_PROXY",
  });
});

test.each<[string, ((socket: Socket) => void) | string, string]>([
  ["hangs up", "", "UND_ERR_SOCKET"],
  ["hangs up roughly", (socket) => socket.resetAndDestroy(), "ECONNRESET"],
])("a proxy that %s is asked once; nothing was done, and the error shows no password", async (_, refusal, code) => {
  const proxy = await connectProxy(refusal);
  const { error, host } = await errorThrough(proxy.port);
  expect(error).toMatchObject({
    outcome: "nothingDone",
    transient: true,
    message:
      `POST /instances: the proxy refused the connection to ${host} (Proxy response missing: ${code}). Check ` +
      "HTTPS_PROXY, HTTP_PROXY and NO_PROXY",
  });
  expect(proxy.tunnels).toEqual([host]);
});

test("a tunnel that breaks after the request was sent leaves the outcome unknown", async () => {
  const server = await rawServer((socket) => socket.destroy());
  const proxy = await connectProxy();
  process.env["HTTP_PROXY"] = proxy.url;
  const error = await networkErrorOf(proxied(server).send(requestOf("POST"), ample()));
  expect(error).toMatchObject({ outcome: "unknown", transient: true });
  expect(server.seen.requests).toBe(1);
});

test.each([
  ["no URL", () => canary("proxy")],
  ["a host alone", () => "proxy.example:3128"],
  [
    "credentials without a scheme",
    () => `${canary("user", (core) => `u${core}`)}:${canary("password")}@proxy.example:3128`,
  ],
  ["another protocol", () => `ftp://${canary("user")}:${canary("password")}@proxy.example`],
  ["a password with a stray percent sign", () => `http://user:${canary("password")}%zz@127.0.0.1:1`],
])("HTTP_PROXY with %s: nothing was done, and the error names the setting but does not show it", async (_, url) => {
  const server = await platform();
  process.env["HTTP_PROXY"] = url();
  const transport = proxied(server);
  for (const verb of ["GET", "POST", "POST"] as const) {
    const error = await networkErrorOf(transport.send(requestOf(verb), ample()));
    expect(error).toMatchObject({ verb, outcome: "nothingDone", transient: false });
    expect(error.message).toContain(
      "Check that HTTPS_PROXY and HTTP_PROXY, where they are set, are URLs such as http://proxy:3128",
    );
  }
  expect(server.requests).toEqual([]);
});
