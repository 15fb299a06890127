import { ACT_365 } from "../elements/actessentials";
import type { Properties } from "../lifecycle/model/properties";
import { markSecrets, type SecretPath, secretPaths } from "../lifecycle/model/secretPaths";
import { type Call, DEFAULT_TIMEOUTS } from "../operations/call";
import { type ClientSession, openSession } from "../operations/openSession";
import { type SafeError, safeError } from "../operations/safeError";
import type { Sources } from "../operations/settings";
import { Deployment } from "./deployment";
import { EngineLog } from "./engineLog";
import { settingIn } from "./settings";
import { secret } from "./wire";

/** The option with which users set timeouts. */
const TIMEOUTS = "customTimeouts";

/** What all calls to this process share: it serves one provider, the default one or an explicit one. */
export class Context {
  readonly element = ACT_365;
  deployment = this.newDeployment();
  /** The provider's inputs, by name. Holds secrets. */
  configuration: Properties = {};

  constructor(readonly engine = new EngineLog()) {}

  /**
   * For each call with which an engine starts (handshake, attach, configure): if the last deployment is over, another
   * begins.
   */
  begin(): void {
    if (this.deployment.isOver) this.deployment = this.newDeployment();
  }

  private newDeployment(): Deployment {
    return new Deployment(() => this.sources);
  }

  /** Where settings come from. */
  get sources(): Sources {
    return { configuration: settingIn(this.configuration), environment: process.env };
  }

  /** @param timeout seconds, as the engine has it; 0: the default */
  call(urn: string, timeout = 0): Call {
    return {
      declaration: urn,
      element: this.element,
      signal: this.deployment.signal,
      finishesWrites: true,
      timeout: timeout > 0 ? timeout * 1000 : undefined,
      timeoutOption: TIMEOUTS,
      log: (line) => this.engine.log(urn, line),
    };
  }

  /**
   * For reads that are not about a managed instance: look-ups, lists and imports.
   * @param urn the resource to which log lines belong; "" for none
   * @throws SafeError
   */
  async session<T>(urn: string, timeout: number, work: (session: ClientSession) => Promise<T>): Promise<T> {
    const { sources } = this;
    const { shared } = this.deployment;
    try {
      const call = this.call(urn, timeout);
      return await work(
        openSession(
          {
            ...call,
            sources,
            timeout: call.timeout ?? DEFAULT_TIMEOUTS.read,
            declaration: { identity: urn, shown: urn },
          },
          shared,
        ),
      );
    } catch (error) {
      throw this.safe(error);
    }
  }

  /** The error without any secret. */
  safe(error: unknown): SafeError {
    return safeError(error, this.deployment.shared.redactor);
  }

  /**
   * Inputs or a state with their secrets marked, whatever the program marked.
   * @param more other paths at which the engine has secrets
   */
  marked(properties: Properties, more: readonly SecretPath[] = []): Properties {
    return markSecrets(properties, [...secretPaths(properties, this.element), ...more], secret);
  }
}
