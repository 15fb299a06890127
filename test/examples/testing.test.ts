import { setTimeout } from "node:timers/promises";
import { setUpExample } from "./example";

test("the example's tests pass, and leave neither processes nor settings of the stack", async () => {
  const { nextBlock, shell } = await setUpExample("testing");
  expect(await nextBlock()).toMatch(/Tests: +4 passed, 4 total/);
  for (let tries = 0; tries < 50 && shell.processes().length > 0; tries += 1) await setTimeout(100);
  expect(shell.processes()).toEqual([]);
  expect(await shell.run("ls")).not.toContain("Pulumi.test.yaml");
});
