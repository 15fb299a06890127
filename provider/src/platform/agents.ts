import type { Dispatcher, Pool } from "undici";
import { isLoopback } from "./loopback";

/** Milliseconds for connecting, TLS and proxy included. */
const CONNECT_TIMEOUT = 10_000;
/** Bytes of a response: a bound of our own, far above a page of 200 instances. */
const LARGEST_RESPONSE = 16 * 1024 * 1024;

/** The connections to one platform. */
export interface Agents {
  /** Keeps its connections for the next request. */
  readonly kept: Dispatcher;
  /**
   * Opens a connection for each request. A kept connection that the other side has just closed loses the request, and
   * for a POST nobody can tell whether it arrived.
   */
  readonly fresh: Dispatcher;
}

/**
 * HTTP_PROXY, HTTPS_PROXY and NO_PROXY are honoured, except for this machine: both secrets would leave it in clear text,
 * and no proxy can lead back to it.
 * @throws Error of undici where a proxy's variable is no URL
 */
export function newAgents(baseUrl: string): Agents {
  // Loaded with the first request: it is nearly all that the provider's start takes, and check and diff do without it.
  const { EnvHttpProxyAgent, Pool }: typeof import("undici") = require("undici");
  // Our own time limit of a try covers headers and body, so undici's (300 s each) are off.
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

/** Makes a proxy that hangs up say so: undici would take its own error for a reason to try on without a pause. */
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
