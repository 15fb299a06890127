import type { Dispatcher, Pool } from "undici";
import { isLoopback } from "../baseUrl";

/** Milliseconds for connecting, including TLS and the proxy. */
const CONNECT_TIMEOUT = 10_000;
/** Bytes of a response: a bound of our own, far above a page of 200 instances. */
const LARGEST_RESPONSE = 16 * 1024 * 1024;

/** The connections to one platform. */
export interface Agents {
  /** Keeps its connections for the next request. */
  readonly kept: Dispatcher;
  /**
   * Opens a new connection for each request. A request on a kept-alive connection that the other side has just closed
   * is lost, and for a POST it would be unknown whether it arrived.
   */
  readonly fresh: Dispatcher;
}

/**
 * HTTP_PROXY, HTTPS_PROXY and NO_PROXY are honored, except for this machine: both secrets would leave it in plain text,
 * and no proxy can reach it.
 * @throws undici's error if a proxy variable is not a URL
 */
export function newAgents(baseUrl: string): Agents {
  // Loaded with the first request: it takes nearly all of the provider's start-up time, and check and diff do not need
  // it.
  const { EnvHttpProxyAgent, Pool }: typeof import("undici") = require("undici");
  // Our own time limit for a try covers headers and body, so undici's limits (300 s each) are off.
  const options = {
    connect: { timeout: CONNECT_TIMEOUT },
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: LARGEST_RESPONSE,
  };
  const { origin, hostname } = new URL(baseUrl);
  const clientFactory = (proxy: URL, proxyOptions: object) => namingHangUps(new Pool(proxy, proxyOptions));
  const agent = (more: { keepAliveTimeout?: number; pipelining?: number }) =>
    isLoopback(hostname)
      ? new Pool(origin, { ...options, ...more })
      : new EnvHttpProxyAgent({ ...options, ...more, clientFactory });
  return { kept: agent({ keepAliveTimeout: 4_000 }), fresh: agent({ pipelining: 0 }) };
}

/** Turns a proxy's hang-up into an error that says so: undici would retry on its own error, without a pause. */
function namingHangUps(pool: Pool): Pool {
  const connectTo = pool.connect;
  const connect = (target: Dispatcher.ConnectOptions) =>
    new Promise<Dispatcher.ConnectData>((resolve, reject) => {
      connectTo.call(pool, target, (error: NodeJS.ErrnoException | null, data) => {
        const hungUp = error?.code === "UND_ERR_SOCKET" || error?.code === "ECONNRESET";
        if (error === null) resolve(data);
        else reject(hungUp ? new Error(`Proxy response missing: ${error.code}`) : error);
      });
    });
  return Object.assign(pool, { connect });
}
