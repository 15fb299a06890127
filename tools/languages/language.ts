import type { HostLanguage } from "../engine";
import type { Surroundings } from "../engine/surroundings";
import type { Language as SdkLanguage } from "../sdks/languages";

/** A tool that must be installed to run programs in a language. */
interface Need {
  readonly program: string;
  /** What to install, and where to get it. */
  readonly install: string;
}

/** How programs in a language are made ready to run, on a machine that has the language itself. */
export interface ProgramLanguage {
  /** What it is called. */
  readonly name: string;
  /** Its host; undefined where the engine brings it. */
  readonly host: HostLanguage | undefined;
  /** Which SDK its programs use; undefined where they need none. */
  readonly sdk: SdkLanguage | undefined;
  readonly needs: readonly Need[];
  /** The file of `examples/LANGUAGE-plugin` that declares the instance. */
  readonly program: string;
  /** Files and folders that a run leaves in a project, besides `sdks`. */
  readonly leftovers: readonly string[];
  /** Installs what the program of a project imports; a new SDK is in `sdks/act365`. */
  install?(project: string, around: Surroundings): Promise<void>;
  /** What calls of `pulumi` on a project need in the environment besides that of `around`. */
  environment?(project: string, around: Surroundings): Promise<Record<string, string>>;
}
