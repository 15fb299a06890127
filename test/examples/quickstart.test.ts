import { cpSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { setUpExample } from "./example";
import { EXAMPLES } from "./install";

test("with the reader's own Pulumi, the quick start's program creates an instance from the stack's configuration", async () => {
  const { folder, platform, keys, outputs, nextBlock } = await setUpExample("quickstart");
  // Its project file is at the checkout's root.
  rmSync(folder, { recursive: true });
  cpSync(join(EXAMPLES, "quickstart"), join(folder, "examples", "quickstart"), { recursive: true });
  cpSync(join(dirname(EXAMPLES), "Pulumi.yaml"), join(folder, "Pulumi.yaml"));

  await nextBlock();
  const [crm] = platform.instances();
  expect(crm?.configuration).toMatchObject({ username: keys.apiKey, password: keys.developerKey });
  expect(await outputs()).toEqual({ instanceId: String(crm?.id), token: crm?.token });
});
