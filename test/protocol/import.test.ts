import type { Simulator } from "act365-simulator";
import { canary, failureOf, rememberSecret } from "../support/canary";
import { allInClear, secretPaths } from "../support/secretForm";
import { OWNER_TAG, requestsDuring, rightInputs, setUp, URN, up } from "./setUp";

/** An instance that somebody made by hand, with keys that are canaries. */
function byHand(platform: Simulator, more: { tags?: string[]; configuration?: Record<string, string> } = {}) {
  const keys = { username: canary("apiKey"), password: canary("developerKey") };
  const { tags = ["sales"], configuration = {} } = more;
  const made = platform.others.create({ name: "by hand", tags, configuration: { ...keys, ...configuration } });
  rememberSecret("token", made.token);
  return { id: String(made.id), keys: { apiKey: keys.username, developerKey: keys.password } };
}

test("an import gives the inputs that declare the instance as it is, without secrets", async () => {
  const { platform, provider } = await setUp();
  const events = {
    "event.notification.enabled": "true",
    "event.vendor.type": "polling",
    "event.notification.callback.url": "https://example.com/hook",
    "event.notification.signature.key": canary("signatureKey"),
  };
  const configuration = { ...events, "filter.response.nulls": "false", "my.password": canary("password") };
  const { id } = byHand(platform, { configuration });
  const read = await provider.read(URN, id);
  expect(read.id).toBe(id);
  expect(secretPaths(read.inputs)).toEqual([]);
  expect(read.inputs).toMatchObject({
    ...{ name: "by hand", tags: ["sales"], events: { callbackUrl: "https://example.com/hook" } },
    configuration: { "filter.response.nulls": "false" },
  });
  expect(JSON.stringify(read.inputs)).not.toMatch(/apiKey|signatureKey|password|ownerTag/);
  expect(allInClear(read.properties)).toMatchObject({ instanceId: id, name: "by hand", baseUrl: platform.url });
  expect(secretPaths(read.properties)).toEqual(expect.arrayContaining(["apiKey", "token"]));
});

test("the check of an import, which has no keys, finds no fault; once they are added, one PUT completes it", async () => {
  const { platform, provider, next } = await setUp();
  const { id, keys } = byHand(platform);
  const { properties, inputs = {} } = await provider.read(URN, id);
  const checked = await provider.check(URN, inputs, inputs);
  expect(checked.failures).toEqual([]);

  const after = await next();
  const news = await rightInputs(after, checked.inputs, { ...inputs, ...keys });
  const diff = await after.diff(URN, id, properties, news);
  expect(diff).toMatchObject({ changes: true, replaces: [], detailed: { developerKey: "add", ownerTag: "add" } });
  const requests = await requestsDuring(platform, async () => {
    const updated = await after.update(URN, id, properties, news);
    expect(await after.diff(URN, id, updated, news)).toMatchObject({ changes: false });
  });
  expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([`PUT /instances/${id}`]);
  expect([...(platform.instances()[0]?.tags ?? [])].sort()).toEqual([OWNER_TAG, "sales"]);
});

test("an instance with the declaration's own owner tag is imported as it was", async () => {
  const { provider, next } = await setUp();
  const { id, inputs, state } = await up(provider);
  const after = await next();
  const read = await after.read(URN, id);
  expect(allInClear(read.properties)).toMatchObject({ ownerTag: OWNER_TAG, tags: ["sales"] });
  const news = await rightInputs(after, read.inputs, {
    ...read.inputs,
    apiKey: inputs["apiKey"],
    developerKey: inputs["developerKey"],
  });
  // Only the key that the platform masks is not known.
  expect((await after.diff(URN, id, read.properties, news)).detailed).toEqual({ developerKey: "add" });
  expect(await after.diff(URN, id, state, news)).toMatchObject({ changes: false });
});

test("an instance that another declaration owns is imported with a warning", async () => {
  const { platform, provider } = await setUp();
  const { id } = byHand(platform, { tags: ["pulumi:other/dev/crm:0123456789"] });
  await provider.read(URN, id);
  expect(provider.lines).toEqual([
    { urn: URN, severity: "warning", message: expect.stringContaining("carries the owner tag of another declaration") },
  ]);
});

test("an id that does not exist, and one of another element, are errors that say so", async () => {
  const { platform, provider } = await setUp();
  const { message } = await failureOf(provider.read(URN, "4711"));
  expect(message).toMatch(/^There is no instance 4711 to import \(.*404.*\)\. Nothing was imported/);
  const other = platform.others.create({ name: "other", elementKey: "closeio" });
  expect((await failureOf(provider.read(URN, String(other.id)))).message).toMatch(
    /^Instance \d+ belongs to the element closeio, not to Act! 365\. Nothing was imported/,
  );
});

test("Instance.get reads without managing: no inputs, and no change afterwards", async () => {
  const { platform, provider, next } = await setUp();
  const { id } = byHand(platform);
  const read = await provider.read(URN, id, {});
  expect(read.inputs).toBeUndefined();
  expect(allInClear(read.properties)).toMatchObject({ instanceId: id, name: "by hand" });
  expect(secretPaths(read.properties)).toEqual(expect.arrayContaining(["apiKey", "token"]));
  // A refresh of it.
  const again = await (await next()).read(URN, id, read.properties, {});
  expect(again).toMatchObject({ id, inputs: undefined });
  expect((await failureOf(provider.read(URN, "4711", {}))).message).toContain("404");
});

test("an imported instance without developerKey changes by PATCH alone, and asks for it where that is not enough", async () => {
  const { platform, provider, next } = await setUp();
  const { id, keys } = byHand(platform);
  const { properties, inputs = {} } = await provider.read(URN, id);
  const checked = await rightInputs(provider, inputs, inputs);
  const after = await next();
  const renamed = await rightInputs(after, checked, { ...inputs, apiKey: keys.apiKey, name: "renamed" });
  await after.diff(URN, id, properties, renamed);
  const requests = await requestsDuring(platform, () => after.update(URN, id, properties, renamed));
  expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([`PATCH /instances/${id}`]);
  const polling = { ...inputs, apiKey: keys.apiKey, events: { callbackUrl: "https://example.com/hook" } };
  const wanting = await rightInputs(after, checked, polling);
  expect((await failureOf(after.diff(URN, id, properties, wanting))).message).toContain("developerKey is missing");
});
