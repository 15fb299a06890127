import { startTestStack, type TestStack } from "./testStack";

// The real engine starts several processes for each command.
jest.setTimeout(300_000);

let current: TestStack;

beforeEach(async () => {
  current = await startTestStack();
});

afterEach(() => current.stop());

test("up makes the instance, a second up changes nothing, destroy deletes it", async () => {
  const { simulator, stack } = current;
  const { outputs } = await stack.up();
  const [instance] = simulator.instances();
  expect(instance).toMatchObject({ name: "CRM (test)", configuration: { username: "an API key" } });
  expect(outputs["token"]).toEqual({ value: instance?.token, secret: true });

  const again = await stack.up();
  expect(again.summary.resourceChanges).toEqual({ same: 2 });

  await stack.destroy();
  expect(simulator.instances()).toEqual([]);
});

test("an answer that is lost does not make a second instance", async () => {
  const { simulator, stack } = current;
  simulator.faults.add({ method: "POST", path: "/instances", fault: { kind: "close", when: "afterCommit" } });
  await stack.up();
  expect(simulator.instances()).toHaveLength(1);
});

test("an up that is killed and repeated makes one instance", async () => {
  const { simulator, stack, killUpAfterPost } = current;
  await killUpAfterPost();
  const [left] = simulator.instances();
  expect(await stack.outputs()).toEqual({});

  await stack.cancel();
  const { outputs } = await stack.up();
  expect(simulator.instances()).toEqual([left]);
  expect(outputs["instanceId"]?.value).toBe(String(left?.id));
});

test("what somebody changes by hand shows in a preview with refresh, and the next up repairs it", async () => {
  const { simulator, stack } = current;
  await stack.up();
  const [instance] = simulator.instances();
  simulator.others.change(instance?.id ?? 0, { name: "renamed by hand" });

  await expect(stack.preview({ refresh: true, expectNoChanges: true })).rejects.toThrow("no changes were expected");
  await stack.up({ refresh: true });
  expect(simulator.instances()).toMatchObject([{ name: "CRM (test)" }]);
});
