import { createServer } from "node:https";

import tls = require("node:tls");

import { afterTest } from "../../../support/cleanUp";
import { selfSigned } from "./certificate";
import { closedPort, connectProxy, listen, PROXIED_HOST, withoutProxies } from "./servers";
import { ample, networkErrorOf, requestOf, transportTo } from "./transports";

withoutProxies();

/** A platform that speaks TLS with this certificate, and counts its requests. */
async function tlsServer(certificate: { key: string; cert: string }, host = "127.0.0.1") {
  const seen = { requests: 0 };
  const server = createServer(certificate, (request, response) => {
    seen.requests += 1;
    request.resume();
    response.end('{"id":1}');
  });
  const port = await listen(server);
  return { port, baseUrl: `https://${host}:${port}/elements/api-v2`, seen };
}

/** Does what NODE_EXTRA_CA_CERTS does, which Node reads only when it starts. */
function trust(cert: string): void {
  const original = tls.createSecureContext;
  const trusting = jest
    .spyOn(tls, "createSecureContext")
    .mockImplementation((options) => original({ ...options, ca: [...tls.rootCertificates, cert] }));
  afterTest(() => trusting.mockRestore());
}

const refused = (port: number, code: string, host = "127.0.0.1") =>
  `POST /instances: the TLS certificate of ${host}:${port} was not accepted (${code}). If a company proxy or a ` +
  "private authority signed it, name that authority's file in NODE_EXTRA_CA_CERTS; certificates are always checked";

test("a certificate of a trusted authority is accepted", async () => {
  const certificate = selfSigned();
  const server = await tlsServer(certificate);
  trust(certificate.cert);
  expect(await transportTo(server.baseUrl).send(requestOf("POST"), ample())).toMatchObject({ status: 200 });
  expect(server.seen.requests).toBe(1);
});

test.each([
  ["that nobody knows", {}, false, "DEPTH_ZERO_SELF_SIGNED_CERT"],
  ["that is too old", { until: new Date(Date.now() - 86_400_000) }, true, "CERT_HAS_EXPIRED"],
  ["for another host", { host: "elsewhere.example" }, true, "ERR_TLS_CERT_ALTNAME_INVALID"],
])("with a certificate %s nothing is sent, and the error says what to do", async (_, options, trusted, code) => {
  const certificate = selfSigned(options);
  const server = await tlsServer(certificate);
  if (trusted) trust(certificate.cert);
  const error = await networkErrorOf(transportTo(server.baseUrl).send(requestOf("POST"), ample()));
  expect(error).toMatchObject({ outcome: "nothingDone", transient: false, message: refused(server.port, code) });
  expect(server.seen.requests).toBe(0);
});

test("through a proxy the platform's certificate is checked all the same", async () => {
  const server = await tlsServer(selfSigned(), PROXIED_HOST);
  const proxy = await connectProxy();
  process.env["HTTPS_PROXY"] = proxy.url;
  const error = await networkErrorOf(transportTo(server.baseUrl).send(requestOf("POST"), ample()));
  expect(error).toMatchObject({
    outcome: "nothingDone",
    transient: false,
    message: refused(server.port, "DEPTH_ZERO_SELF_SIGNED_CERT", PROXIED_HOST),
  });
  expect(server.seen.requests).toBe(0);
});

test("HTTPS_PROXY is honored, and the proxy sees nothing but the platform's host", async () => {
  const certificate = selfSigned({ host: PROXIED_HOST });
  const server = await tlsServer(certificate, PROXIED_HOST);
  trust(certificate.cert);
  const proxy = await connectProxy();
  process.env["HTTPS_PROXY"] = proxy.url;
  process.env["HTTP_PROXY"] = `http://127.0.0.1:${await closedPort()}`;
  for (const verb of ["GET", "POST"] as const) {
    expect(await transportTo(server.baseUrl).send(requestOf(verb), ample())).toMatchObject({ status: 200 });
  }
  expect(proxy.tunnels).toEqual(Array(2).fill(`${PROXIED_HOST}:${server.port}`));
  expect(proxy.others).toEqual([]);
});
