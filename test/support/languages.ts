import { obtainEngineFor } from "../../tools/engine";

/** Makes sure that there is an engine with all language hosts. Where one can't be had, the tests fail; they are never skipped. */
export default async function obtainHostsForTests(): Promise<void> {
  await obtainEngineFor(["yaml", "python", "go", "java"]);
}
