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
export interface Weather {
  readonly pace: number;
  readonly kill: Kill | undefined;
  /** Lets time pass on the test's clock. */
  pass(ms: number): void;
  /** Called where the process is to be killed. */
  die(): void;
  /** Keeps a POST of the killed process that is still on its way. */
  afloat(request: Request): void;
  /** The POST of the process before that the platform is still to work off, if there is one; no second time. */
  landing(): Request | undefined;
}

const FOREVER = new Promise<never>(() => undefined);

/** A real transport whose requests take time of the test's clock, and whose process may be killed. */
export class SlowTransport implements Sender {
  private sent = 0;

  constructor(
    private readonly transport: Sender,
    private readonly weather: Weather,
  ) {}

  async send(request: Request, deadline: Deadline): Promise<HttpResponse> {
    this.sent += 1;
    if (this.due("later") && request.verb === "POST") this.weather.afloat(request);
    if (this.due("later") || this.due("before")) await this.die();
    const landing = request.verb === "POST" ? this.weather.landing() : undefined;
    if (landing !== undefined) await this.transport.send(landing, deadline);
    const limit = Math.min(LIMITS[request.verb], deadline.remaining());
    const late = limit > 0 && this.weather.pace > limit;
    try {
      const answer = await this.transport.send(request, deadline);
      if (!late) return answer;
      throw new NetworkError(`${request.verb} ${request.path}: no complete answer`, {
        ...request,
        outcome: "unknown",
        transient: true,
      });
    } finally {
      this.weather.pass(Math.min(limit, this.weather.pace));
      if (this.due("after")) await this.die();
    }
  }

  private due(when: Kill["when"]): boolean {
    return this.weather.kill?.request === this.sent && this.weather.kill.when === when;
  }

  private async die(): Promise<never> {
    this.weather.die();
    return FOREVER;
  }
}
