import { canary, failureOf } from "../support/canary";
import { organization, startPlatform } from "../support/platform";
import { inClear, secret, secretPaths } from "../support/secretForm";
import { UNKNOWN } from "../support/unknowns";
import { Provider } from "./provider";
import { declared, requestsDuring, rightInputs, settingsOf, setUp, URN, up } from "./setUp";

describe("CheckConfig", () => {
  test("takes all settings, marks both secrets, and passes on what the engine keeps there", async () => {
    const provider = await Provider.start();
    const news = {
      ...{
        userSecret: canary("user"),
        organizationSecret: secret(canary("organization")),
        baseUrl: "https://a.example",
      },
      ...{ ownerTag: "backend-2", maxConcurrentRequests: 4, allowBaseUrlChange: "true" },
      ...{ version: "0.1.0", pluginDownloadURL: "github://api.github.com/pulumi-act365/pulumi-act365" },
    };
    const { inputs, failures } = await provider.checkConfig(news);
    expect(failures).toEqual([]);
    expect(inClear(inputs)).toEqual(inClear(news));
    expect(secretPaths(inputs).sort()).toEqual(["organizationSecret", "userSecret"]);
  });

  test("finds no fault with missing secrets, nor with values that are not known yet", async () => {
    const provider = await Provider.start();
    const news = { baseUrl: UNKNOWN, userSecret: secret(UNKNOWN), maxConcurrentRequests: UNKNOWN };
    const { inputs, failures } = await provider.checkConfig(news);
    expect(failures).toEqual([]);
    expect(inClear(inputs)).toEqual(inClear(news));
  });

  test.each([
    [{ userSecert: canary("secret") }, /^userSecert is not a setting of act365: did you mean userSecret\?$/],
    [{ colour: "blue" }, /^colour is not a setting of act365: there are userSecret, .* and allowBaseUrlChange$/],
    [{ baseUrl: "http://api.example" }, /^baseUrl .*must begin with https/],
    [{ ownerTag: "False" }, /^act365:ownerTag is "False", but must be spelled false/],
    [{ maxConcurrentRequests: "0" }, /^maxConcurrentRequests .* must be a whole number, at least 1$/],
    [{ allowBaseUrlChange: "yes" }, /^allowBaseUrlChange .* must be either true or false/],
  ])(
    "refuses %#: with the reason, and without naming the property, whose value the engine would print",
    async (news, reason) => {
      const provider = await Provider.start();
      expect((await provider.checkConfig(news)).failures).toEqual([
        { property: "", reason: expect.stringMatching(reason) },
      ]);
    },
  );
});

describe("DiffConfig", () => {
  const [HERE, THERE] = ["https://here.example", "https://there.example"];

  test("sees no change in the same inputs, and a change without replacement in other secrets", async () => {
    const provider = await Provider.start();
    const olds = { baseUrl: HERE, userSecret: canary("old"), version: "0.1.0" };
    expect(await provider.diffConfig(olds, olds)).toMatchObject({ changes: false, replaces: [] });
    const news = { ...olds, userSecret: canary("new") };
    expect(await provider.diffConfig(olds, news)).toMatchObject({ changes: true, replaces: [] });
  });

  test("refuses another platform, and says how to allow it", async () => {
    const provider = await Provider.start();
    const { message } = await failureOf(provider.diffConfig({ baseUrl: HERE }, { baseUrl: THERE }));
    expect(message).toContain(`instances of this provider live on ${HERE}/elements/api-v2`);
    expect(message).toContain(`${THERE}/elements/api-v2 (stack configuration or provider input act365:baseUrl)`);
    expect(message).toContain("allowBaseUrlChange");
    // A forgotten setting is a change too.
    const forgotten = await failureOf(provider.diffConfig({ baseUrl: HERE }, {}));
    expect(forgotten.message).toContain("the default, since neither act365:baseUrl nor ACT365_BASE_URL is set");
  });

  test("replaces the provider where another platform is allowed", async () => {
    const provider = await Provider.start();
    const news = { baseUrl: THERE, allowBaseUrlChange: true };
    expect(await provider.diffConfig({ baseUrl: HERE }, news)).toMatchObject({ changes: true, replaces: ["baseUrl"] });
  });

  test("takes two hosts of one platform, and other spellings, for the same", async () => {
    const provider = await Provider.start();
    const olds = { baseUrl: "api.cloud-elements.com" };
    const same = { baseUrl: "https://console.cloud-elements.com/elements/api-v2/" };
    expect(await provider.diffConfig(olds, same)).toMatchObject({ replaces: [] });
  });

  test("understands the inputs of the provider that a stack moves from", async () => {
    const provider = await Provider.start();
    const olds = {
      "act365:baseUrl": HERE,
      "act365:userSecret": canary("user"),
      "aws:region": "eu-west-1",
      version: "3.276.0",
    };
    expect(await provider.diffConfig(olds, { baseUrl: HERE })).toMatchObject({ replaces: [] });
    expect((await failureOf(provider.diffConfig(olds, { baseUrl: THERE }))).message).toContain(HERE);
  });

  test("leaves a platform that no input names to the instances, and one that is not known yet to the update", async () => {
    const provider = await Provider.start();
    expect(await provider.diffConfig({}, { baseUrl: THERE })).toMatchObject({ changes: true, replaces: [] });
    expect(await provider.diffConfig({ baseUrl: HERE }, { baseUrl: UNKNOWN })).toMatchObject({ replaces: [] });
  });

  test("counts the environment where it still names the platform", async () => {
    const provider = await Provider.start({ ACT365_BASE_URL: HERE });
    expect(await provider.diffConfig({}, { baseUrl: HERE })).toMatchObject({ replaces: [] });
    expect((await failureOf(provider.diffConfig({}, { baseUrl: THERE }))).message).toContain(HERE);
  });
});

test("Handshake and Configure promise the same", async () => {
  const provider = await Provider.start();
  const [shaken, configured] = [await provider.handshake(), await provider.configure({})];
  expect([shaken.getAcceptSecrets(), configured.getAcceptsecrets()]).toEqual([true, true]);
  expect([shaken.getAcceptResources(), configured.getAcceptresources()]).toEqual([true, true]);
  expect([shaken.getAcceptOutputs(), configured.getAcceptoutputs()]).toEqual([false, false]);
  expect(configured.getSupportspreview()).toBe(true);
});

test("a missing secret is an error only of what needs it, and says where to set it", async () => {
  const { url } = await startPlatform();
  const provider = await Provider.start();
  await provider.configure({ baseUrl: url });
  const inputs = await rightInputs(provider, undefined, declared());
  await provider.create(URN, inputs, { preview: true });
  const { message } = await failureOf(provider.create(URN, inputs));
  expect(message).toContain("userSecret is missing. Set it with");
  expect(message).toContain("ACT365_ORGANIZATION_SECRET");
});

test("credentials and base URL may come from the environment alone", async () => {
  const platform = await startPlatform();
  const [{ userSecret, organizationSecret } = organization("")] = platform.organizations;
  const provider = await Provider.start({
    ACT365_BASE_URL: platform.url,
    ACT365_USER_SECRET: userSecret,
    ACT365_ORGANIZATION_SECRET: organizationSecret,
  });
  await provider.configure({});
  await up(provider);
  expect(platform.instances()).toHaveLength(1);
});

test("an instance of a replaced provider is deleted at the old place with the old secrets", async () => {
  const { platform: old, next } = await setUp();
  const { id, state, inputs } = await up(await next());
  const platform = await startPlatform({ organizations: [organization("New")] });
  // The engine keeps a process for each of the two providers.
  const [before, after] = [await next(), await Provider.start()];
  await after.configure({ ...settingsOf(platform), allowBaseUrlChange: true });
  const news = await rightInputs(after, undefined, inputs);
  expect(
    await requestsDuring(old, async () => {
      await after.create(URN, news);
      await before.delete(URN, id, state);
    }),
  ).toEqual([`DELETE /instances/${id}`]);
  expect([old.instances().length, platform.instances().length]).toEqual([0, 1]);
});

test("another platform in the environment is refused by the diff of each instance, in the preview", async () => {
  const { platform, next } = await setUp();
  const { id, inputs, state } = await up(await next());
  const elsewhere = await startPlatform();
  const provider = await Provider.start({ ACT365_BASE_URL: elsewhere.url });
  await provider.configure({ ...settingsOf(platform), baseUrl: "" });
  const news = await rightInputs(provider, inputs, declared());
  const { message } = await failureOf(provider.diff(URN, id, state, news));
  expect(message).toContain(`Instance ${id} lives on ${platform.url}`);
  expect(message).toContain(`${elsewhere.url} (environment variable ACT365_BASE_URL)`);
  await provider.configure({ ...settingsOf(platform), baseUrl: "", allowBaseUrlChange: "true" });
  expect(await provider.diff(URN, id, state, news)).toMatchObject({
    replaces: ["baseUrl"],
    detailed: { baseUrl: "update-replace" },
  });
});
