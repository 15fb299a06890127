import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FILES, OF_PLUGIN, recordedStack, recordState, STATES } from "./recordedState";
import { instancesInState } from "./setUp";

const { version } = JSON.parse(readFileSync(require.resolve("pulumi-act365/package.json"), "utf8"));

// Not run by `npm test`, but by `npm run record-state`, once for each front end of each released version.
test.each(["", OF_PLUGIN])(
  `records what %s${version} leaves behind: instances, and one whose new keys were refused`,
  async (of) => {
    const folder = of + version;
    if (existsSync(join(STATES, folder, FILES.state))) throw new Error(`the state of ${folder} is there already`);
    const before = await recordedStack(folder, false);
    await before.project.up();
    before.platform.faults.add({
      method: "PUT",
      fault: { kind: "status", status: 401, providerMessage: "the key is not valid" },
    });
    await before.project.up({ fails: true, environment: { ROTATED: "yes" } });
    expect(await instancesInState(before.project)).toHaveLength(7);
    await recordState(before, folder);
  },
);
