import { NetworkError } from "../../provider/src/platform/errors";
import type { HttpResponse } from "../../provider/src/platform/http/exchange";
import type { Request, Transport } from "../../provider/src/platform/http/transport";
import type { Deadline } from "../../provider/src/util/clock";
import type { Kill } from "./steps";

/** What the client needs of a transport. */
export type Sender = Pick<Transport, "send">;

/** Milliseconds for one try, as transport.ts has them. */
const LIMITS = { GET: 30_000, DELETE: 30_000, POST: 120_000, PUT: 120_000, PATCH: 120_000 };

/** What happens to the requests of one step. */
export interface NetworkFaults {
  readonly pace: number;
  readonly kill: Kill | undefined;
  /** Lets time pass on the test's clock. */
  pass(ms: number): void;
  /** Called where the process is to be killed. */
  die(): void;
  /** Keeps a POST of the killed process that is still on its way. */
  keepLatePost(request: Request): void;
  /** The POST of the process before that the platform is still to work off, if there is one; no second time. */
  takeLatePost(): Request | undefined;
}

const FOREVER = new Promise<never>(() => undefined);

/** A real transport whose requests take time of the test's clock, and whose process may be killed. */
export class SlowTransport implements Sender {
  private sent = 0;

  constructor(
    private readonly transport: Sender,
    private readonly network: NetworkFaults,
  ) {}

  async send(request: Request, deadline: Deadline): Promise<HttpResponse> {
    this.sent += 1;
    if (this.due("later") && request.verb === "POST") this.network.keepLatePost(request);
    if (this.due("later") || this.due("before")) await this.die();
    const latePost = request.verb === "POST" ? this.network.takeLatePost() : undefined;
    if (latePost !== undefined) await this.transport.send(latePost, deadline);
    const limit = Math.min(LIMITS[request.verb], deadline.remaining());
    const late = limit > 0 && this.network.pace > limit;
    try {
      const response = await this.transport.send(request, deadline);
      if (!late) return response;
      throw new NetworkError(`${request.verb} ${request.path}: no complete response`, {
        ...request,
        outcome: "unknown",
        transient: true,
      });
    } finally {
      this.network.pass(Math.min(limit, this.network.pace));
      if (this.due("after")) await this.die();
    }
  }

  private due(when: Kill["when"]): boolean {
    return this.network.kill?.request === this.sent && this.network.kill.when === when;
  }

  private async die(): Promise<never> {
    this.network.die();
    return FOREVER;
  }
}
