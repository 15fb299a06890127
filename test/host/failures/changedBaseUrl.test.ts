import type { Simulator } from "act365-simulator";
import { configurationFor, organization, startPlatform } from "../../support/platform";
import type { Properties } from "../../support/plugin";
import { startPlugin } from "../frontEnd";
import { createOne, liveIds, type Setup, totalFailureOf } from "../setUp";

const DEFAULT = "https://api.cloud-elements.com/elements/api-v2";

/** The secrets alone, as a pipeline step has them that forgot the base URL. */
function secretsOf(simulator: Simulator): Properties {
  const { "act365:baseUrl": _, ...secrets } = configurationFor(simulator);
  return secrets;
}

/** An instance that an earlier run created, and the plugin of the next run: of the default provider or of an explicit one. */
async function nextRun(
  configuration: (simulator: Setup["simulator"]) => Properties = () => ({}),
  environment: (simulator: Setup["simulator"]) => NodeJS.ProcessEnv = () => ({}),
) {
  const simulator = await startPlatform();
  const managed = await createOne({ simulator });
  const plugin = await startPlugin({ ...secretsOf(simulator), ...configuration(simulator) }, environment(simulator));
  return { simulator, plugin, ...managed };
}

describe("case 38: another base URL is configured than the one in the state", () => {
  test.each<[string, NodeJS.ProcessEnv, string]>([
    ["missing", {}, "the default, since neither act365:baseUrl nor ACT365_BASE_URL is set"],
    [
      "empty",
      { ACT365_BASE_URL: "" },
      "the default, since act365:baseUrl is not set, and ACT365_BASE_URL is set, but empty",
    ],
    [
      "mistyped",
      { ACT365_BASE_URl: "http://127.0.0.1:1" },
      "the default, since neither act365:baseUrl nor ACT365_BASE_URL is set; ACT365_BASE_URl, which is set, is not read",
    ],
  ])(
    "case 38a: a variable that is %s is an error that names both platforms, each time",
    async (_, environment, why) => {
      const { simulator, plugin, id, inputs, state } = await nextRun(undefined, () => environment);
      for (let diffs = 0; diffs < 2; diffs += 1) {
        expect(await totalFailureOf(plugin.diff(id, state, { ...inputs, name: `changed ${diffs}` }))).toContain(
          `Instance ${id} lives on ${simulator.url}, but the configured base URL is ${DEFAULT} (${why})`,
        );
      }
      expect(simulator.requests).toEqual([]);
      expect(liveIds(simulator)).toEqual([id]);
    },
  );

  test("case 38b: another value is named with its source, of the environment, the stack or an explicit provider", async () => {
    const organizations = [organization("Other")];
    const other = await startPlatform({ organizations });
    const inEnvironment = await nextRun(undefined, () => ({ ACT365_BASE_URL: other.url }));
    const configured = await nextRun(() => ({ "act365:baseUrl": other.url, "act365:allowBaseUrlChange": "false" }));
    const messages = [];
    for (const { plugin, id, state, inputs } of [inEnvironment, configured]) {
      messages.push(await totalFailureOf(plugin.diff(id, state, inputs)));
    }
    expect(messages).toEqual([
      expect.stringContaining(`the configured base URL is ${other.url} (environment variable ACT365_BASE_URL)`),
      expect.stringContaining(
        `the configured base URL is ${other.url} (stack configuration or provider input act365:baseUrl)`,
      ),
    ]);
    expect(other.requests).toEqual([]);
  });

  test("case 38c: a refresh reads and a destroy deletes at the recorded platform; only the diff of an up is refused", async () => {
    const { simulator, plugin, id, inputs, state } = await nextRun();
    const read = await plugin.read(id, state, inputs);
    expect(await plugin.diff(id, read.properties, inputs)).toMatchObject({ changes: "none", replaces: [] });
    expect(await totalFailureOf(plugin.diff(id, read.properties, inputs))).toContain(`Instance ${id} lives on`);
    await plugin.delete(id, read.properties);
    expect(simulator.instances()).toEqual([]);
  });

  test("case 38d: allowBaseUrlChange that is neither true nor false allows nothing", async () => {
    const { simulator, plugin, id, inputs, state } = await nextRun(() => ({ "act365:allowBaseUrlChange": "yes" }));
    expect(await totalFailureOf(plugin.diff(id, state, inputs))).toMatch(
      /^allowBaseUrlChange \(from stack configuration or provider input act365:allowBaseUrlChange\) must be either true or false/,
    );
    expect(liveIds(simulator)).toEqual([id]);
  });

  test("case 38e: while the engine replaces without a diff, as for --replace, every deletion elsewhere is refused", async () => {
    const { simulator, plugin, id, inputs, state } = await nextRun();
    await plugin.check({}, inputs);
    for (const ownerTag of [inputs["ownerTag"], "pulumi:project/dev/replaced-with-it:0123456789"]) {
      expect(await totalFailureOf(plugin.delete(id, { ...state, ownerTag }))).toContain(
        `Instance ${id} lives on ${simulator.url}, but the configured base URL is ${DEFAULT} (`,
      );
    }
    expect(simulator.requests).toEqual([]);
    expect(liveIds(simulator)).toEqual([id]);
  });

  test("case 38f: without a diff, an allowed move deletes at the recorded platform", async () => {
    const { simulator, plugin, id, inputs, state } = await nextRun(() => ({ "act365:allowBaseUrlChange": "true" }));
    await plugin.check({}, inputs);
    await plugin.delete(id, state);
    expect(simulator.instances()).toEqual([]);
  });

  test("case 38g: an instance that the program no longer declares is deleted on its own platform, after all else is created", async () => {
    const organizations = [organization("Shared")];
    const [simulator, other] = [await startPlatform({ organizations }), await startPlatform({ organizations })];
    const { id, inputs, state } = await createOne({ simulator });
    const plugin = await startPlugin(configurationFor(other));
    const added = { ...inputs, ownerTag: "pulumi:project/dev/added:0123456789" };
    await plugin.check({}, added);
    await plugin.create(added);
    await plugin.delete(id, state);
    expect(simulator.instances()).toEqual([]);
  });
});
