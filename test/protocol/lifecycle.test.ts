import { status } from "@grpc/grpc-js";
import { canary, failureOf } from "../support/canary";
import type { Properties } from "../support/plugin";
import { allInClear, secret, secretPaths } from "../support/secretForm";
import { UNKNOWN } from "../support/unknowns";
import { CREATE, declared, OWNER_TAG, requestsDuring, rightInputs, setUp, URN, up } from "./setUp";

/** The outputs that neither a creation nor an update takes from the inputs. */
const OUTPUTS = ["instanceId", "token", "elementId", "organizationId", "accountId", "createdDate", "valid", "baseUrl"];

const plain = (properties: Properties) => allInClear(properties);

test("an instance lives from its preview to its end, as the engine asks for it", async () => {
  const { platform, provider, next } = await setUp();
  const news = declared();
  const inputs = await rightInputs(provider, undefined, news);
  expect(plain(inputs)).toEqual({
    ...plain(news),
    ...{ name: "crm", enabled: true, verify: false, ownerTag: OWNER_TAG },
  });

  // A creation in a preview sends nothing, and does not know the outputs.
  let previewed: { id: string; properties: Properties } = { id: "", properties: {} };
  const inPreview = await requestsDuring(platform, async () => {
    previewed = await provider.create(URN, inputs, { preview: true });
  });
  expect(inPreview).toEqual([]);
  const unknown = Object.fromEntries(OUTPUTS.map((name) => [name, UNKNOWN]));
  expect(plain(previewed.properties)).toEqual({ ...plain(inputs), ...unknown });
  expect(secretPaths(previewed.properties).sort()).toEqual(["apiKey", "developerKey", "token"]);

  let created: { id: string; properties: Properties } = { id: "", properties: {} };
  const inCreate = await requestsDuring(platform, async () => {
    created = await provider.create(URN, inputs);
  });
  expect(inCreate).toEqual(CREATE);
  const [instance] = platform.instances();
  expect(instance).toMatchObject({ name: "crm", configuration: { username: plain(news)["apiKey"] } });
  expect([...(instance?.tags ?? [])].sort()).toEqual([OWNER_TAG, "sales"]);
  expect(created.id).toBe(String(instance?.id));
  expect(plain(created.properties)).toMatchObject({
    ...plain(inputs),
    ...{ instanceId: created.id, token: instance?.token, baseUrl: platform.url, valid: true },
  });
  expect(secretPaths(created.properties).sort()).toEqual(["apiKey", "developerKey", "token"]);

  // The same program again: no change, in a process of its own.
  const second = await next();
  const same = await rightInputs(second, inputs, news);
  expect(same).toEqual(inputs);
  expect(await second.diff(URN, created.id, created.properties, same)).toMatchObject({ changes: false, replaces: [] });

  // A change in place: its preview keeps the outputs.
  const third = await next();
  const changed = await rightInputs(third, inputs, { ...news, tags: ["sales", "eu"], name: "renamed" });
  expect(await third.diff(URN, created.id, created.properties, changed)).toMatchObject({ changes: true, replaces: [] });
  const expected: Properties = { ...plain(created.properties), name: "renamed", tags: ["sales", "eu"] };
  let updated: Properties = {};
  const inUpdatePreview = await requestsDuring(platform, async () => {
    const preview = await third.update(URN, created.id, created.properties, changed, { preview: true });
    expect(plain(preview)).toMatchObject(Object.fromEntries(OUTPUTS.map((name) => [name, expected[name]])));
    expect(plain(preview)).toMatchObject({ name: "renamed", tags: ["sales", "eu"] });
    expect(secretPaths(preview).sort()).toEqual(["apiKey", "developerKey", "token"]);
  });
  expect(inUpdatePreview).toEqual([]);
  const inUpdate = await requestsDuring(platform, async () => {
    updated = await third.update(URN, created.id, created.properties, changed);
  });
  expect(inUpdate).toEqual([`PATCH /instances/${created.id}`]);
  expect(plain(updated)).toEqual(expected);
  expect(secretPaths(updated).sort()).toEqual(["apiKey", "developerKey", "token"]);

  // A refresh finds what others changed, and hands out no more than inputs as inputs.
  platform.others.change(Number(created.id), { name: "by hand" });
  const fourth = await next();
  const found = await fourth.read(URN, created.id, updated, changed);
  expect(plain(found.properties)).toMatchObject({ name: "by hand", token: instance?.token });
  expect(plain(found.inputs ?? {})).toEqual({ ...plain(changed), name: "by hand" });
  expect(secretPaths(found.inputs).sort()).toEqual(["apiKey", "developerKey"]);

  const fifth = await next();
  expect(await requestsDuring(platform, () => fifth.delete(URN, created.id, found.properties))).toEqual([
    `DELETE /instances/${created.id}`,
  ]);
  expect(platform.instances()).toEqual([]);
  expect(await (await next()).read(URN, created.id, found.properties)).toMatchObject({ id: "", inputs: undefined });
});

test("values that a preview does not know stay unknown, and are no failure", async () => {
  const { provider } = await setUp();
  const { id, inputs, state } = await up(provider);
  const unknown = declared({ apiKey: secret(UNKNOWN), name: UNKNOWN, tags: ["sales", UNKNOWN], events: UNKNOWN });
  const checked = await rightInputs(provider, inputs, unknown);
  expect(plain(checked)).toMatchObject({ apiKey: UNKNOWN, name: UNKNOWN, tags: ["sales", UNKNOWN], events: UNKNOWN });
  expect(await provider.diff(URN, id, state, checked)).toMatchObject({ changes: true, replaces: [] });
  const preview = plain(await provider.update(URN, id, state, checked, { preview: true }));
  expect(preview).toMatchObject({ name: UNKNOWN, instanceId: id, token: plain(state)["token"] });
});

test("what the program marks as secret stays secret, and so does what is one by its path", async () => {
  const { provider } = await setUp();
  const configuration = { "my.password": canary("password"), "my.key": secret("hidden"), "my.plain": "1" };
  const news = { ...declared(), apiKey: canary("plain"), name: secret("hidden"), tags: [secret("hidden"), "eu"] };
  const { inputs, state } = await up(provider, { ...news, configuration });
  const marked = ["apiKey", "configuration.my.key", "configuration.my.password", "developerKey", "name", "tags"];
  expect(secretPaths(inputs).sort()).toEqual(marked);
  expect(secretPaths(state).sort()).toEqual([...marked, "token"]);
});

test("the timeout of a call is that of the request, in seconds, and the error names the option for more", async () => {
  const { platform, next } = await setUp();
  const { id, inputs, state } = await up(await next());
  const provider = await next();
  const never = new Promise<void>(() => undefined);
  platform.faults.add({ call: "every", fault: { kind: "hold", until: never } });
  // Time enough to send a request, also on a busy machine.
  const more = { timeout: 5 };
  const renamed = { ...inputs, name: "renamed" };
  for (const call of [
    provider.create(URN, inputs, more),
    provider.read(URN, id, state, inputs, more),
    provider.update(URN, id, state, renamed, more),
    provider.delete(URN, id, state, more),
  ]) {
    expect((await failureOf(call)).message).toMatch(
      /no complete response within .*; allow more time with customTimeouts/,
    );
  }
});

test("types and functions that the package does not have are unimplemented", async () => {
  const { provider } = await setUp();
  const other = "urn:pulumi:dev::shop::act365:index:Other::crm";
  for (const call of [
    provider.check(other, undefined, {}),
    provider.create(other, {}),
    provider.invoke("act365:index:other", {}),
    provider.list({}, { type: "act365:index:Other" }),
  ]) {
    expect(await failureOf(call)).toMatchObject({ code: status.UNIMPLEMENTED });
  }
});
