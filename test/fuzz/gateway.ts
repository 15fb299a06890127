import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterTest } from "../support/cleanUp";
import type { OddResponse, Placeholders } from "./oddResponse";
import { wire } from "./wire";

/** Which request gets an odd response: the nth of a method, whose path fits. */
export interface Target {
  readonly method: string;
  readonly path: RegExp;
  /** Counting from 1. */
  readonly call: number;
}

/** Stands before a platform and passes requests on, until it responds to one itself. */
export class Gateway {
  /** Bytes of endless responses that the clients took. */
  taken = 0;
  private plan: { target: Target; respond: (request: IncomingMessage, response: ServerResponse) => void } | undefined;
  private seen = 0;
  private readonly server = createServer((request, response) => this.handle(request, response));

  constructor(private readonly port: number) {}

  /** Resolves with its port when it listens; it stops with the test. */
  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    afterTest(() => {
      this.server.close();
      this.server.closeAllConnections();
    });
    return (this.server.address() as AddressInfo).port;
  }

  /** Sends the odd response to the target; all other requests are passed on. */
  arm(target: Target, odd: OddResponse, placeholders: () => Placeholders): void {
    this.set(target, (request, response) => {
      const respond = (normal?: IncomingMessage) => {
        normal?.resume();
        const { socket } = response;
        socket?.on("error", () => undefined);
        socket?.write(wire(odd, placeholders()));
        if (odd.framing !== "never ends") socket?.end();
      };
      if (odd.commit) this.forward(request, respond);
      else request.resume().on("end", () => respond());
    });
  }

  /** Sends the target a beginning, and then more and more. */
  armEndless(target: Target, beginning: string, more: Buffer): void {
    this.set(target, (request, response) => {
      this.forward(request, (normal) => {
        normal.resume();
        const { socket } = response;
        socket?.on("error", () => undefined);
        socket?.write(beginning);
        const pump = () => {
          while (socket?.writable) {
            this.taken += more.length;
            if (!socket.write(more)) {
              socket.once("drain", pump);
              return;
            }
          }
        };
        pump();
      });
    });
  }

  /** From now on every request is passed on. */
  disarm(): void {
    this.plan = undefined;
  }

  private set(target: Target, respond: (request: IncomingMessage, response: ServerResponse) => void): void {
    this.seen = 0;
    this.plan = { target, respond };
  }

  private handle(request: IncomingMessage, response: ServerResponse): void {
    const { plan } = this;
    if (plan !== undefined && request.method === plan.target.method && plan.target.path.test(request.url ?? "")) {
      this.seen += 1;
      if (this.seen === plan.target.call) {
        plan.respond(request, response);
        return;
      }
    }
    this.forward(request, (received) => {
      response.writeHead(received.statusCode ?? 500, received.headers);
      received.pipe(response);
    });
  }

  private forward(request: IncomingMessage, then: (response: IncomingMessage) => void): void {
    const { method, url: path, headers } = request;
    const passed = forward({ host: "127.0.0.1", port: this.port, method, path, headers, agent: false }, then);
    passed.on("error", () => request.socket.destroy());
    request.pipe(passed);
  }
}
