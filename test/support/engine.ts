import { obtainEngine } from "../../tools/engine";

/** Makes sure that there is an engine. Where none can be had, the engine tests fail; they are never skipped. */
export default async function obtainEngineForTests(): Promise<void> {
  await obtainEngine();
}
