import fc from "fast-check";
import { leaks } from "../support/canary";
import { FUZZ_TIMEOUT, holds } from "./fuzzing";
import { live, liveFast } from "./lives";
import { anyLife } from "./steps";
import { stockStage } from "./stockStage";

const IN_PROCESS =
  "whatever fails, an up without trouble brings exactly what is declared, once each, and destroy leaves nothing";
test(
  IN_PROCESS,
  () => holds(IN_PROCESS, 200, fc.asyncProperty(anyLife({ stalls: false, atOnce: true, scenes: 9 }), liveFast)),
  FUZZ_TIMEOUT,
);

const STOCK_PROCESS = "the same holds for the stock dynamic-provider process, killed and started again";
test(
  STOCK_PROCESS,
  async () => {
    const stage = await stockStage();
    const lives = fc.asyncProperty(anyLife({ stalls: true, atOnce: false, scenes: 4 }), async (steps) => {
      stage.clear();
      await live(steps, stage);
      expect(leaks()).toEqual([]);
    });
    await holds(STOCK_PROCESS, 20, lives);
  },
  FUZZ_TIMEOUT,
);
