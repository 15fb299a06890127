import { createServer, type RequestListener } from "node:http";
import type { Socket } from "node:net";

/** The address that a simulator listens on: this machine only, for its secrets open everything that it holds. */
export const host = "127.0.0.1";

/** An HTTP server that listens, and can be closed for good at once. */
export interface Listening {
  readonly port: number;
  /** Stops listening and destroys every connection, also one that is only now being accepted. */
  close(): Promise<void>;
}

/** Listens on a port of this machine; 0 stands for any free one. */
export async function listen(port: number, handle: RequestListener): Promise<Listening> {
  const server = createServer(handle);
  const sockets = new Set<Socket>();
  let closing = false;
  server.on("connection", (socket) => {
    if (closing) socket.destroy();
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        closing = true;
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
