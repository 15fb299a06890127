import { canary } from "../../support/canary";
import { linkTo } from "../../support/errorPage";
import { configurationFor, declaration, startPlatform } from "../../support/platform";
import { startPlugin } from "../frontEnd";
import { failuresOfAllVerbs, setUp, startManaged, totalFailureOf } from "../setUp";

describe("case 31: the configuration does not reach the plugin, or comes late", () => {
  test("case 31a: missing secrets give the same clear error each time, from every verb, and no request", async () => {
    const simulator = await startPlatform();
    const plugin = await startPlugin({ "act365:baseUrl": simulator.url });
    const messages = [...(await failuresOfAllVerbs(plugin)), ...(await failuresOfAllVerbs(plugin))];
    expect([...new Set(messages)]).toEqual([
      'userSecret is missing. Set it with "pulumi config set --secret act365:userSecret", or in the environment variable ' +
        "ACT365_USER_SECRET, or as userSecret of an explicit provider. organizationSecret is missing. Set it with " +
        '"pulumi config set --secret act365:organizationSecret", or in the environment variable ' +
        "ACT365_ORGANIZATION_SECRET, or as organizationSecret of an explicit provider" +
        linkTo("settings"),
    ]);
    expect(simulator.requests).toEqual([]);
  });

  test("case 31b: calls that come at once, right after the start, all have the secrets", async () => {
    const { simulator, plugin } = await setUp();
    const names = ["a", "b", "c", "d"];
    await Promise.all(
      names.map((name) => plugin.create(declaration({ name, ownerTag: `pulumi:project/dev/${name}:0123456789` }))),
    );
    const made = simulator.instances().map(({ name }) => name);
    expect(made.sort()).toEqual(names);
  });

  test("case 31c: calls that come at once without secrets all get the same error", async () => {
    const plugin = await startPlugin();
    const messages = await Promise.all([1, 2, 3].map(() => totalFailureOf(plugin.create(declaration()))));
    expect(new Set(messages).size).toBe(1);
    expect(messages[0]).toMatch(/^userSecret is missing\. /);
  });

  test("case 31d: a preview needs no secrets", async () => {
    const { plugin, id, inputs, state, simulator } = await startManaged();
    const bare = await startPlugin({ "act365:baseUrl": simulator.url });
    expect((await bare.check({}, inputs)).failures).toEqual([]);
    expect((await bare.diff(id, state, inputs)).changes).toBe("none");
    expect((await plugin.diff(id, state, inputs)).changes).toBe("none");
  });
});

describe("case 37: credentials hold characters that a header cannot carry, or that were not meant", () => {
  const unusable: [string, (core: string) => string, RegExp][] = [
    ["a line break at the end", (core) => `${core}\n`, / ends with a line break; read it without the line break/],
    ["a space", (core) => `${core} x`, / contains whitespace \(https:.*#settings\)$/],
    ["a comma", (core) => `${core},${core}`, / contains a comma \(https:.*#settings\)$/],
    ["a header of its own", (core) => `x\r\nx-evil: ${core}`, / contains whitespace \(https:.*#settings\)$/],
    [
      "a character beyond ASCII",
      (core) => `${core}ü`,
      / contains characters that are not allowed in an HTTP header \(https:.*#settings\)$/,
    ],
    [
      "a NUL",
      (core) => `${core}\u0000`,
      / contains characters that are not allowed in an HTTP header \(https:.*#settings\)$/,
    ],
  ];

  test.each(["userSecret", "organizationSecret"])(
    "case 37a: a bad %s is refused before any request, never trimmed and never shown, with its source",
    async (name) => {
      const simulator = await startPlatform();
      await Promise.all(
        unusable.map(async ([what, shape, problem]) => {
          const configuration = { ...configurationFor(simulator), [`act365:${name}`]: canary(name, shape) };
          const plugin = await startPlugin(configuration);
          const [message, ...others] = [...new Set(await failuresOfAllVerbs(plugin))];
          expect([what, message]).toEqual([what, expect.stringMatching(problem)]);
          expect(message).toMatch(`${name} (from stack configuration or provider input act365:${name}) `);
          expect(others).toEqual([]);
        }),
      );
      expect(simulator.requests).toEqual([]);
    },
  );

  test("case 37b: a line break at the end of an environment variable is refused, too", async () => {
    const simulator = await startPlatform();
    const plugin = await startPlugin(
      { ...configurationFor(simulator), "act365:userSecret": "" },
      { ACT365_USER_SECRET: canary("user", (core) => `${core}\n`) },
    );
    expect(await totalFailureOf(plugin.create(declaration()))).toMatch(
      /^userSecret \(from environment variable ACT365_USER_SECRET\) ends with a line break; .*printf instead of echo/,
    );
  });

  test("case 37c: keys of Act! 365 travel in the body, whatever characters they hold", async () => {
    const keys = {
      apiKey: canary("apiKey", (core) => `ü"\\${core}€ ,<b>`),
      developerKey: canary("developerKey", (core) => `${core}/+=&?#'`),
    };
    const { simulator, plugin, id, inputs, state } = await startManaged({}, keys);
    const [{ configuration } = { configuration: {} as Record<string, string | null> }] = simulator.instances();
    expect(configuration["username"] === keys.apiKey && configuration["password"] === keys.developerKey).toBe(true);
    const read = await plugin.read(id, state);
    expect((await plugin.diff(id, read.properties, inputs)).changes).toBe("none");
  });
});
