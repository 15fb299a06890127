import { setTimeout } from "node:timers/promises";
import { stageExample } from "./example";

test("the example's tests pass, and leave neither processes nor settings of the stack", async () => {
  const { nextBlock, run, processes } = await stageExample("testing");
  expect(await nextBlock()).toMatch(/Tests: +4 passed, 4 total/);
  for (let tries = 0; tries < 50 && processes().length > 0; tries += 1) await setTimeout(100);
  expect(processes()).toEqual([]);
  expect(await run("ls")).not.toContain("Pulumi.test.yaml");
});
