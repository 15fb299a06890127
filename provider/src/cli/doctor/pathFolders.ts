import { delimiter } from "node:path";
import type { Surroundings } from "../surroundings";

/** The folders in which commands are looked for. */
export function pathFolders(environment: Surroundings["environment"]): string[] {
  return (environment["PATH"] ?? environment["Path"] ?? "").split(delimiter).filter((folder) => folder !== "");
}
