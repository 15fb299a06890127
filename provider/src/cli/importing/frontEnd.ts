import { didYouMean } from "../../util/didYouMean";
import type { Options } from "../commandLine";
import { UsageError } from "../errors";
import { type Project, runsOnNode } from "../project";

const FRONT_ENDS = ["dynamic", "plugin"] as const;

/** What an import is for: the dynamic resource of the npm package, or the provider plugin's. */
export type FrontEnd = (typeof FRONT_ENDS)[number];

/** The one that `--type` names. @throws UsageError where it names none, or where other options do not fit */
export function frontEndOf({ type = "dynamic", code, sharedKeys }: Options): FrontEnd {
  const frontEnd = FRONT_ENDS.find((each) => each === type);
  if (frontEnd === undefined) {
    const meant = didYouMean(type, FRONT_ENDS);
    throw new UsageError(`--type takes dynamic or plugin, not ${JSON.stringify(type)}.${meant}`);
  }
  if (frontEnd === "dynamic") return frontEnd;
  const option = code !== undefined ? "--code" : "--shared-keys";
  if (code === undefined && !sharedKeys) return frontEnd;
  throw new UsageError(
    `${option} does not work with --type plugin: pulumi import itself writes the program, in the project's language.`,
  );
}

/** @throws UsageError where the project's program cannot declare what would be imported */
export function checkLanguage(frontEnd: FrontEnd, project: Project | undefined): void {
  if (frontEnd === "plugin" || project === undefined || runsOnNode(project)) return;
  throw new UsageError(
    `The project's runtime is ${project.runtime}, but only Node.js programs can declare the dynamic resource: add --type plugin.`,
  );
}
