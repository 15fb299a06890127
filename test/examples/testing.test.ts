import { stageExample } from "./example";

test("the example's tests pass, and leave neither processes nor settings of the stack", async () => {
  const { nextBlock, run } = await stageExample("testing");
  expect(await nextBlock()).toMatch(/Tests: +4 passed, 4 total/);
  expect(await run("ls Pulumi.*.yaml || true")).toMatch(/No such file|cannot access/);
});
