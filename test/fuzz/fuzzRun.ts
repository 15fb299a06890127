import { forgetCanaries, leaks } from "../support/canary";
import { stopAll } from "../support/cleanUp";
import { Vocabulary } from "./declarations";
import { end } from "./ending";
import { FakeEngine } from "./fakeEngine";
import { startFastProvider } from "./fastProvider";
import type { ProviderUnderTest } from "./providerUnderTest";
import type { Step } from "./steps";

/** Runs the steps and the end of every run, with secrets of its own. */
export async function fuzzRun(steps: readonly Step[], provider: ProviderUnderTest): Promise<void> {
  const engine = new FakeEngine(provider, new Vocabulary());
  for (const step of steps) await engine.go(step);
  await end(engine);
}

/** A run on a platform of its own. The scan for secrets is of this run alone: else it would take longer than the run. */
export async function fastFuzzRun(steps: readonly Step[]): Promise<void> {
  try {
    await fuzzRun(steps, await startFastProvider());
  } finally {
    await stopAll();
    const leaked = leaks();
    forgetCanaries();
    expect(leaked).toEqual([]);
  }
}
