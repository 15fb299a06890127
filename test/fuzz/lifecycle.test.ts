import fc from "fast-check";
import { leaks } from "../support/canary";
import { FUZZ_TIMEOUT, holds } from "./fuzzing";
import { fastFuzzRun, fuzzRun } from "./fuzzRun";
import { PROCESSES, startProcessProvider } from "./processProvider";
import { anySteps } from "./steps";

const IN_PROCESS =
  "whatever fails, an up without trouble brings exactly what is declared, once each, and destroy leaves nothing";
test(
  IN_PROCESS,
  () => holds(IN_PROCESS, 200, fc.asyncProperty(anySteps({ stalls: false, atOnce: true, most: 9 }), fastFuzzRun)),
  FUZZ_TIMEOUT,
);

test.each(PROCESSES)(
  "the same holds for %s, killed and started again",
  async (process, start) => {
    const provider = await startProcessProvider(start);
    const property = fc.asyncProperty(anySteps({ stalls: true, atOnce: false, most: 4 }), async (steps) => {
      provider.clear();
      await fuzzRun(steps, provider);
      expect(leaks()).toEqual([]);
    });
    await holds(process, 20, property);
  },
  FUZZ_TIMEOUT,
);
