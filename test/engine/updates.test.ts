import type { StoredInstance } from "act365-simulator";
import { canary } from "../support/canary";
import { crm, onlyInstance, onlyResource, requestsDuring, type Setup, setUp } from "./setUp";

/** Declares these inputs, runs `up`, and gives what it asked and what the platform holds then. Whatever it is, it is no replacement. */
async function change(
  { platform, project }: Setup,
  inputs: Record<string, unknown>,
): Promise<{ requests: string[]; now: StoredInstance }> {
  const before = onlyInstance(platform);
  project.program(crm(inputs));
  let output = "";
  const requests = await requestsDuring(platform, async () => {
    output = (await project.up()).output;
  });
  expect(output).toContain("1 updated");
  expect(output).not.toMatch(/replac|creat|delet/);
  const now = onlyInstance(platform);
  expect({ id: now.id, token: now.token }).toEqual({ id: before.id, token: before.token });
  return { requests: requests.map((request) => request.replace(String(now.id), "ID")), now };
}

test("name, tags, enabled and both keys change in place, each with one request", async () => {
  const setup = await setUp(crm({ tags: ["sales"] }));
  await setup.project.up();
  const { id, token, tags } = onlyInstance(setup.platform);
  const [ownerTag] = tags.filter((tag) => tag.startsWith("pulumi:"));

  const renamed = await change(setup, { name: "CRM of sales", tags: ["sales"] });
  expect(renamed.requests).toEqual(["PATCH /instances/ID"]);
  expect(renamed.now.name).toBe("CRM of sales");

  const retagged = await change(setup, { name: "CRM of sales", tags: ["sales", "vip"] });
  expect(retagged.requests).toEqual(["PATCH /instances/ID"]);
  expect(retagged.now.tags.sort()).toEqual([ownerTag, "sales", "vip"]);

  const untagged = await change(setup, { name: "CRM of sales", tags: [] });
  expect(untagged.now.tags).toEqual([ownerTag]);

  const disabled = await change(setup, { name: "CRM of sales", tags: [], enabled: false });
  expect(disabled.requests).toEqual(["DELETE /instances/ID/enabled"]);
  expect(disabled.now.disabled).toBe(true);

  const enabled = await change(setup, { name: "CRM of sales", tags: [] });
  expect(enabled.requests).toEqual(["PUT /instances/ID/enabled"]);
  expect(enabled.now.disabled).toBe(false);

  const apiKey = canary("newApiKey");
  const rekeyed = await change(setup, { name: "CRM of sales", tags: [], apiKey });
  expect(rekeyed.requests).toEqual(["PUT /instances/ID"]);
  expect(rekeyed.now.configuration).toMatchObject({ username: apiKey, password: setup.developerKey });

  const developerKey = canary("newDeveloperKey");
  const both = await change(setup, { name: "CRM of sales", tags: [], apiKey, developerKey });
  expect(both.requests).toEqual(["PUT /instances/ID"]);
  expect(both.now.configuration).toMatchObject({ username: apiKey, password: developerKey });

  // The name falls back to the resource's, and a change of everything at once takes no more requests than it needs.
  const all = await change(setup, { tags: ["back"], enabled: false });
  expect(all.requests).toEqual(["PUT /instances/ID", "DELETE /instances/ID/enabled"]);
  expect(all.now).toMatchObject({ name: "crm", disabled: true, configuration: { username: setup.apiKey } });
  expect(all.now.tags.sort()).toEqual(["back", ownerTag]);

  const { outputs } = await onlyResource(setup.project);
  expect(outputs).toMatchObject({ instanceId: String(id), token, name: "crm", tags: ["back"], enabled: false });
  expect(await requestsDuring(setup.platform, setup.project.up)).toEqual([]);
});

test("events change in place property by property; removed properties go back to the element's defaults", async () => {
  const setup = await setUp(crm());
  await setup.project.up();
  const untouched = onlyInstance(setup.platform).configuration;

  const { now: few, requests } = await change(setup, { events: { callbackUrl: "https://receiver.example/a" } });
  expect(requests).toEqual(["PUT /instances/ID"]);
  expect(few.configuration).toEqual({
    ...untouched,
    "event.notification.enabled": "true",
    "event.notification.callback.url": "https://receiver.example/a",
  });

  const [headers, password, signatureKey] = [canary("headers"), canary("password"), canary("signatureKey")];
  const { now: all } = await change(setup, {
    events: {
      callbackUrl: "https://receiver.example/b",
      pollIntervalMinutes: 5,
      callbackHeaders: headers,
      basicAuth: { username: "receiver", password },
      signatureKey,
      pollers: { contacts: { idField: "id" } },
    },
  });
  expect(all.configuration).toEqual({
    ...untouched,
    "event.notification.enabled": "true",
    "event.vendor.type": "polling",
    "event.notification.callback.url": "https://receiver.example/b",
    "event.poller.refresh_interval": "5",
    "event.notification.callback.headers": headers,
    "event.notification.basic.username": "receiver",
    "event.notification.basic.password": password,
    "event.notification.signature.key": signatureKey,
    "event.poller.configuration": '{"contacts":{"idField":"id"}}',
  });
  expect(await requestsDuring(setup.platform, setup.project.up)).toEqual([]);

  const [otherPassword, otherKey] = [canary("otherPassword"), canary("otherSignatureKey")];
  const { now: fewer } = await change(setup, {
    events: {
      callbackUrl: "https://receiver.example/b",
      basicAuth: { username: "receiver", password: otherPassword },
      signatureKey: otherKey,
    },
  });
  expect(fewer.configuration).toEqual({
    ...untouched,
    "event.notification.enabled": "true",
    "event.notification.callback.url": "https://receiver.example/b",
    "event.notification.basic.username": "receiver",
    "event.notification.basic.password": otherPassword,
    "event.notification.signature.key": otherKey,
  });

  const { now: none } = await change(setup, {});
  expect(none.configuration).toEqual({ ...untouched, "event.notification.signature.key": null });
});

test("configuration keys are set, changed, and set back to the element's default in place", async () => {
  const setup = await setUp(crm({ configuration: { "filter.response.nulls": false } }));
  await setup.project.up();
  const made = onlyInstance(setup.platform).configuration;
  expect(made).toMatchObject({ "filter.response.nulls": "false", "pagination.max": "150", "instance.variables": null });

  const { requests, now: more } = await change(setup, {
    configuration: { "filter.response.nulls": false, "pagination.max": 200, "instance.variables": "a=1" },
  });
  expect(requests).toEqual(["PUT /instances/ID"]);
  expect(more.configuration).toEqual({ ...made, "pagination.max": "200", "instance.variables": "a=1" });

  const { now: changed } = await change(setup, {
    configuration: { "filter.response.nulls": true, "pagination.max": "100" },
  });
  expect(changed.configuration).toEqual({
    ...made,
    "filter.response.nulls": "true",
    "pagination.max": "100",
    "instance.variables": null,
  });

  const { now: none } = await change(setup, {});
  expect(none.configuration).toEqual({ ...made, "filter.response.nulls": "true", "pagination.max": "150" });
});
