import type { Deadline } from "../../provider/src/platform/clock";
import { NetworkError } from "../../provider/src/platform/errors";
import type { Answer } from "../../provider/src/platform/exchange";
import type { Request, Transport } from "../../provider/src/platform/transport";
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
}

const FOREVER = new Promise<never>(() => undefined);

/** A real transport whose requests take time of the test's clock, and whose process may be killed. */
export class SlowTransport implements Sender {
  private sent = 0;

  constructor(
    private readonly transport: Sender,
    private readonly weather: Weather,
  ) {}

  async send(request: Request, deadline: Deadline): Promise<Answer> {
    this.sent += 1;
    await this.dieAt("before");
    const limit = Math.min(LIMITS[request.verb], deadline.remaining());
    const late = limit > 0 && this.weather.pace > limit;
    try {
      const answer = await this.transport.send(request, deadline);
      if (!late) return answer;
      throw new NetworkError(`${request.verb} ${request.path}: no complete answer`, {
        ...request,
        outcome: "open",
        transient: true,
      });
    } finally {
      this.weather.pass(Math.min(limit, this.weather.pace));
      await this.dieAt("after");
    }
  }

  private async dieAt(when: Kill["when"]): Promise<void> {
    const { kill } = this.weather;
    if (kill === undefined || kill.request !== this.sent || kill.when !== when) return;
    this.weather.die();
    await FOREVER;
  }
}
