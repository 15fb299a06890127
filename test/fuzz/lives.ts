import { forgetCanaries, leaks } from "../support/canary";
import { stopAll } from "../support/cleanUp";
import { Vocabulary } from "./declarations";
import { end } from "./ending";
import { fastStage } from "./fastStage";
import type { Stage } from "./stage";
import type { Step } from "./steps";
import { World } from "./world";

/** Lives a life to its end, with secrets of its own. */
export async function live(steps: readonly Step[], stage: Stage): Promise<void> {
  const world = new World(stage, new Vocabulary());
  for (const step of steps) await world.go(step);
  await end(world);
}

/** A life on a platform of its own. The scan for secrets is of this life alone: it takes longer than the life, else. */
export async function liveFast(steps: readonly Step[]): Promise<void> {
  try {
    await live(steps, await fastStage());
  } finally {
    await stopAll();
    const leaked = leaks();
    forgetCanaries();
    expect(leaked).toEqual([]);
  }
}
