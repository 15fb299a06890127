import fc from "fast-check";
import { forgetCanaries, leaks } from "../support/canary";
import { stopAll } from "../support/cleanUp";
import { Vocabulary } from "./declarations";
import { end } from "./ending";
import { fastStage } from "./fastStage";
import { FUZZ_TIMEOUT, holds } from "./fuzzing";
import type { Stage } from "./stage";
import { anyLife, type Step } from "./steps";
import { stockStage } from "./stockStage";
import { World } from "./world";

const IN_PROCESS =
  "whatever fails, an up without trouble brings exactly what is declared, once each, and destroy leaves nothing";
test(
  IN_PROCESS,
  () => holds(IN_PROCESS, 200, fc.asyncProperty(anyLife({ stalls: false, scenes: 9 }), liveFast)),
  FUZZ_TIMEOUT,
);

const STOCK_PROCESS = "the same holds for the stock dynamic-provider process, killed and started again";
test(
  STOCK_PROCESS,
  async () => {
    const stage = await stockStage();
    const lives = fc.asyncProperty(anyLife({ stalls: true, scenes: 4 }), async (steps) => {
      stage.clear();
      await live(steps, stage);
      expect(leaks()).toEqual([]);
    });
    await holds(STOCK_PROCESS, 20, lives);
  },
  FUZZ_TIMEOUT,
);

/** Lives a life to its end, with secrets of its own. */
async function live(steps: readonly Step[], stage: Stage): Promise<void> {
  const world = new World(stage, new Vocabulary());
  for (const step of steps) await world.go(step);
  await end(world);
}

/** A life on a platform of its own. The scan for secrets is of this life alone: it takes longer than the life, else. */
async function liveFast(steps: readonly Step[]): Promise<void> {
  try {
    await live(steps, await fastStage());
  } finally {
    await stopAll();
    const leaked = leaks();
    forgetCanaries();
    expect(leaked).toEqual([]);
  }
}
