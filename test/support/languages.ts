import { rmSync } from "node:fs";
import { obtainEngineFor } from "../../tools/engine";
import { readyProject } from "../../tools/languages/ready";
import { copyOfExample } from "../languages/setUp";

/**
 * Makes sure that there is an engine with all language hosts, and that Go and Python have what takes minutes to get, so that
 * no test is charged for it. Where something can't be had, the tests fail; they are never skipped.
 */
export default async function obtainLanguagesForTests(): Promise<void> {
  await obtainEngineFor(["yaml", "python", "go", "java"]);
  for (const language of ["go", "python"] as const) {
    const folder = copyOfExample(language);
    await readyProject(language, folder).finally(() => rmSync(folder, { recursive: true, force: true }));
  }
}
