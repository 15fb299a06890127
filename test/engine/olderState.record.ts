import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FILES, recordedStack, recordState, STATES } from "./recordedState";
import { instancesInState } from "./setUp";

const { version } = JSON.parse(readFileSync(require.resolve("pulumi-act365/package.json"), "utf8"));

// Not run by `npm test`, but by `npm run record-state`, once for each released version.
test(`records what ${version} leaves behind: instances, and one whose new keys were refused`, async () => {
  if (existsSync(join(STATES, version, FILES.state))) throw new Error(`the state of ${version} is there already`);
  const before = await recordedStack(version, false);
  await before.project.up();
  before.platform.faults.add({
    method: "PUT",
    fault: { kind: "status", status: 401, providerMessage: "the key is not valid" },
  });
  await before.project.up({ fails: true, environment: { ROTATED: "yes" } });
  expect(await instancesInState(before.project)).toHaveLength(7);
  await recordState(before, version);
});
