import { randomBytes } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PROGRAM_LANGUAGES, type ProgramLanguageName } from "../languages/ready";

/** Those of the checkout that there may be, whether they exist or not. */
export function allFolders(checkout: string): QuickstartFolder[] {
  const languages = Object.keys(PROGRAM_LANGUAGES) as ProgramLanguageName[];
  return [undefined, ...languages].map((language) => new QuickstartFolder(checkout, language));
}

/** The checkout that this file, compiled, belongs to. */
export const CHECKOUT = dirname(dirname(dirname(__dirname)));

/** `.quickstart/`: all that the quick start keeps between runs, readable by its user alone; one for each language. */
export class QuickstartFolder {
  /** Its name in the checkout. */
  readonly name: string;
  readonly path: string;
  /** The Pulumi project's folder. */
  readonly project: string;

  /** @param language undefined for the one in TypeScript that needs no plugin: its project file is the checkout's */
  constructor(
    readonly checkout: string,
    readonly language?: ProgramLanguageName,
  ) {
    this.name = language === undefined ? ".quickstart" : `.quickstart-${language}`;
    this.path = join(checkout, this.name);
    this.project = language === undefined ? checkout : join(checkout, "examples", `${language}-plugin`);
  }

  /** Folder of Pulumi's file backend. */
  get state(): string {
    return join(this.path, "state");
  }

  /** File that holds the passphrase which encrypts the state's secrets. */
  get passphrase(): string {
    return join(this.path, "passphrase");
  }

  /** Folder of Pulumi's own settings, so that the user's are neither used nor changed. */
  get pulumiHome(): string {
    return join(this.path, "home");
  }

  /** File of the stack's configuration, kept apart from a `Pulumi.dev.yaml` that the user may have at the root. */
  get stackConfiguration(): string {
    return join(this.path, "Pulumi.dev.yaml");
  }

  /** The simulator's data file. */
  get simulatorData(): string {
    return join(this.path, "simulator.json");
  }

  /** How to type a command of its own, such as `refresh --yes`; without words, the run that creates or updates. */
  command(words = ""): string {
    const all = [...(this.language === undefined ? [] : [`--language ${this.language}`]), ...(words ? [words] : [])];
    return ["npm start", ...(all.length > 0 ? ["--", ...all] : [])].join(" ");
  }

  get exists(): boolean {
    return existsSync(this.path);
  }

  /** Makes what is missing. */
  create(): void {
    for (const folder of [this.path, this.state, this.pulumiHome]) mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!existsSync(this.passphrase)) this.write("passphrase", randomBytes(32).toString("hex"));
    // `pulumi stack init` writes the configuration beside a project file, so there is one here, too.
    copyFileSync(join(this.project, "Pulumi.yaml"), join(this.path, "Pulumi.yaml"));
  }

  /** The text of one of its files; undefined if there is none. */
  read(name: string): string | undefined {
    const file = join(this.path, name);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }

  /**
   * Writes one of its files, once and for all: each holds something that later runs rely on.
   * @throws where another run has written it meanwhile
   */
  write(name: string, text: string): void {
    try {
      writeFileSync(join(this.path, name), text, { mode: 0o600, flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      throw new Error("another `npm start` is running: wait for it to finish, then try again.");
    }
  }

  /** Removes it with all that it holds, and what was made in the project. */
  remove(): void {
    const made = this.language === undefined ? [] : ["sdks", ...PROGRAM_LANGUAGES[this.language].leftovers];
    for (const path of [this.path, ...made.map((name) => join(this.project, name))]) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}
