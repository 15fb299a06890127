import type { Simulator } from "act365-simulator";
import type { Plugin, Properties } from "../support/plugin";
import type { Trouble } from "./steps";

/** The provider as the engine speaks to it. */
export type Host = Pick<Plugin, "check" | "diff" | "create" | "read" | "update" | "delete">;

/** A platform, and a provider that goes on after it was killed. */
export interface ProviderUnderTest {
  readonly simulator: Simulator;
  /** The provider, of the process that runs at present. */
  readonly host: Host;
  /** Of the declarations; longer once the end has come, so that a busy machine is no trouble. */
  readonly customTimeouts: Properties | undefined;
  /** Resolves when the process is killed, as the step that began last asks for. */
  readonly killed: Promise<void>;
  begin(trouble: Trouble): void;
  /** Ends the trouble. Unless the next command follows at once, so much time passes that whatever shows late shows. */
  end(atOnce: boolean): Promise<void>;
  /** A new process in the place of the one before. */
  restart(): Promise<void>;
  /** From now on there is no trouble, and whatever shows late shows. */
  calm(): void;
}
