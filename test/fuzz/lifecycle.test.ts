import fc from "fast-check";
import { leaks } from "../support/canary";
import { FUZZ_TIMEOUT, holds } from "./fuzzing";
import { fastFuzzRun, fuzzRun } from "./fuzzRun";
import { anySteps } from "./steps";
import { startStockProvider } from "./stockProvider";

const IN_PROCESS =
  "whatever fails, an up without trouble brings exactly what is declared, once each, and destroy leaves nothing";
test(
  IN_PROCESS,
  () => holds(IN_PROCESS, 200, fc.asyncProperty(anySteps({ stalls: false, atOnce: true, most: 9 }), fastFuzzRun)),
  FUZZ_TIMEOUT,
);

const STOCK_PROCESS = "the same holds for the stock dynamic-provider process, killed and started again";
test(
  STOCK_PROCESS,
  async () => {
    const provider = await startStockProvider();
    const property = fc.asyncProperty(anySteps({ stalls: true, atOnce: false, most: 4 }), async (steps) => {
      provider.clear();
      await fuzzRun(steps, provider);
      expect(leaks()).toEqual([]);
    });
    await holds(STOCK_PROCESS, 20, property);
  },
  FUZZ_TIMEOUT,
);
