import { readdirSync } from "node:fs";
import type { Simulator } from "act365-simulator";
import { DYNAMIC_TYPE } from "../support/command";
import { PROVIDER_TEXT } from "../support/plugin";
import type { Project } from "../support/pulumi";
import { importState, recordedStack, STATES } from "./recordedState";
import { type InstanceInState, instancesInState, requestsDuring } from "./setUp";

/** What must stay the same on the platform, whatever is updated. */
function identities(platform: Simulator) {
  return platform
    .instances()
    .map(({ id, name, token, tags }) => ({ id, name, token, tags: [...tags].sort() }))
    .sort((a, b) => a.id - b.id);
}

/** The instances in the state, in the order of their names. */
async function resourcesByName(project: Project): Promise<Map<string, InstanceInState>> {
  const named = (await instancesInState(project)).map(
    (instance) => [instance.urn.replace(/.*::/, ""), instance] as const,
  );
  return new Map(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * What of an instance must stay the same in the state; of a dynamic resource, the text of `__provider` in inputs and outputs
 * is the one that is pinned.
 */
function lasting({ urn, id, inputs, outputs: { token, ownerTag, __provider: text } }: InstanceInState) {
  const pinned = urn.includes(DYNAMIC_TYPE) ? PROVIDER_TEXT : undefined;
  expect({ urn, text, input: inputs["__provider"] }).toEqual({ urn, text: pinned, input: pinned });
  return { urn, id, token, ownerTag };
}

describe.each(readdirSync(STATES))("a state that %s left behind", (version) => {
  test("previews as unchanged, but for what was not done; is refreshed, updated and destroyed: nothing is replaced, created twice, or lost", async () => {
    const stack = await recordedStack(version, true);
    const { platform, project } = stack;
    await importState(stack, version);
    const [known, there] = [await resourcesByName(project), identities(platform)];
    expect([...known.keys()]).toEqual([
      "configured",
      "disabled",
      "other-organization",
      "plain",
      "refused",
      "theirs",
      "with-events",
    ]);
    expect(known.get("refused")?.initErrors).not.toEqual([]);

    const preview = await requestsDuring(platform, async () => {
      expect((await project.preview()).output).toMatch(/\nResources:\n +~ 1 to update\n +\d+ unchanged\n/);
    });
    expect(preview.filter((request) => !request.startsWith("GET "))).toEqual([]);

    const reads = await requestsDuring(platform, project.refresh);
    expect(reads.filter((request) => !request.startsWith("GET "))).toEqual([]);

    let output = "";
    const refused = known.get("refused")?.id;
    const requests = await requestsDuring(platform, async () => {
      output = (await project.up()).output;
    });
    expect(requests.filter((request) => !request.startsWith("GET "))).toEqual([`PUT /instances/${refused}`]);
    expect(output).not.toMatch(/replac|creat|delet/);
    expect(identities(platform)).toEqual(there);
    expect(platform.instances().find(({ id }) => String(id) === refused)?.configuration).toMatchObject({
      username: "fixtureNewApiKey0001",
      password: "fixtureNewDeveloperKey0001",
    });

    const after = await resourcesByName(project);
    expect([...after.values()].map(lasting)).toEqual([...known.values()].map(lasting));
    expect([...after.values()].flatMap(({ initErrors }) => initErrors)).toEqual([]);
    expect(await requestsDuring(platform, project.up)).toEqual([expect.stringMatching(/^GET /)]);

    await project.destroy();
    expect(platform.instances().map(({ name }) => name)).toEqual(["theirs"]);
  });
});
