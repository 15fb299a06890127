import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";

/** The address that a simulator listens on: this machine only, since its secrets give access to all its data. */
export const host = "127.0.0.1";

/** An HTTP server that listens. */
export interface Listening {
  readonly port: number;
  /** Stops listening, and destroys every connection, including hanging ones and one that is just being accepted. */
  close(): Promise<void>;
}

/** Listens on a port of this machine; 0 means any free one. Rejects with the code EADDRINUSE if it is taken. */
export async function listen(port: number, handle: RequestListener): Promise<Listening> {
  const server = createServer(handle);
  let closing = false;
  server.on("connection", (socket) => {
    if (closing) socket.destroy();
  });
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    close: async () => {
      closing = true;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
