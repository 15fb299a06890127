import type { StoredInstance } from "act365-simulator";
import { canary } from "../support/canary";
import { organization } from "../support/platform";
import { onlyInstance, onlyResource, program, requestsDuring, type Setup, setUp } from "./setUp";

const PASSWORD = canary("password");
const CALLBACK_HEADERS = canary("callbackHeaders");

/** One instance for each property that others may change. */
const ALL = program(`
const events = { callbackUrl: "https://receiver.example", pollIntervalMinutes: 5 };
const secrets = { callbackHeaders: process.env.HEADERS, basicAuth: { username: "me", password: process.env.PASSWORD } };
new Act365Instance("renamed", { ...keys });
new Act365Instance("rekeyed", { ...keys });
new Act365Instance("retagged", { ...keys, tags: ["sales", "vip"] });
new Act365Instance("disowned", { ...keys, tags: ["sales"] });
new Act365Instance("disabled", { ...keys });
new Act365Instance("enabled", { ...keys, enabled: false });
new Act365Instance("redirected", { ...keys, events });
new Act365Instance("slowed", { ...keys, events });
new Act365Instance("silenced", { ...keys, events });
new Act365Instance("announced", { ...keys });
new Act365Instance("reheaded", { ...keys, events: { ...events, ...secrets } });
new Act365Instance("reconfigured", { ...keys, configuration: { "filter.response.nulls": false, "pagination.max": 99 } });
new Act365Instance("masked", { ...keys, events: { ...events, ...secrets } });
new Act365Instance("foreign", { ...keys, configuration: { "pagination.max": 99 } });
`);

/** What the platform holds, by name of the resource. Order of tags is the platform's, so it is taken out. */
function byResource({ platform }: Setup): Map<string, StoredInstance> {
  return new Map(
    platform.instances().map((instance) => {
      const owner = instance.configuration["instance.variables"] ?? instance.name;
      return [owner, { ...instance, tags: [...instance.tags].sort() }];
    }),
  );
}

test("refresh shows what others changed, property by property, and the next up reverts that and nothing else", async () => {
  const setup = await setUp(ALL, { project: { environment: { PASSWORD, HEADERS: CALLBACK_HEADERS } } });
  const { platform, project } = setup;
  await project.up();
  const before = byResource(setup);
  const change = (resource: string, what: Parameters<typeof platform.others.change>[1]) =>
    platform.others.change(before.get(resource)?.id ?? 0, what);

  change("renamed", { name: "renamed by hand" });
  change("rekeyed", { configuration: { username: canary("othersApiKey") } });
  change("retagged", { tags: [...(before.get("retagged")?.tags ?? []).filter((tag) => tag !== "vip"), "by-hand"] });
  change("disowned", { tags: ["sales"] });
  change("disabled", { disabled: true });
  change("enabled", { disabled: false });
  change("redirected", { configuration: { "event.notification.callback.url": "https://other.example" } });
  change("slowed", { configuration: { "event.poller.refresh_interval": "60" } });
  change("silenced", { configuration: { "event.notification.enabled": "false" } });
  change("announced", {
    configuration: {
      "event.notification.enabled": "true",
      "event.notification.callback.url": "https://other.example",
    },
  });
  change("reheaded", { configuration: { "event.notification.callback.headers": canary("othersHeaders") } });
  change("reconfigured", { configuration: { "filter.response.nulls": "true" } });
  // Masked by the platform, so nobody can see these; and keys that the program does not name are not its business.
  change("masked", { configuration: { password: canary("x"), "event.notification.basic.password": canary("y") } });
  change("foreign", { configuration: { "bulk.relations": "by hand" } });
  const untouched = ["masked", "foreign"];
  const drifted = [...before.keys()].filter((resource) => !untouched.includes(resource)).sort();
  const changedByOthers = new Map(untouched.map((resource) => [resource, byResource(setup).get(resource)]));

  const { output: refreshed } = await project.refresh();
  expect(touched(refreshed)).toEqual(drifted);

  // The engine aligns the colons, and shows secrets as [secret], changed or not.
  const diff = (await project.preview()).output.replace(/ +:/g, ":");
  expect(diff).toContain(`${drifted.length} to update`);
  expect(diff).toContain('name: "renamed by hand" => "renamed"');
  expect(diff).toContain('"by-hand"');
  expect(diff).toMatch(/\+ ownerTag: "pulumi:project\/dev\/disowned:/);
  expect(diff).toContain('callbackUrl: "https://other.example" => "https://receiver.example"');
  expect(diff).toContain("pollIntervalMinutes: 60 => 5");
  expect(diff).toContain('filter.response.nulls: "true" => false');
  expect(diff).not.toMatch(/token|instanceId/);

  let output = "";
  const requests = await requestsDuring(platform, async () => {
    output = (await project.up()).output;
  });
  expect(touched(output)).toEqual(drifted);
  // One write each; the tags of the one without its owner tag are read first.
  expect(requests.filter((request) => !request.startsWith("GET"))).toHaveLength(drifted.length);
  const after = byResource(setup);
  for (const resource of drifted) expect([resource, after.get(resource)]).toEqual([resource, before.get(resource)]);
  for (const resource of untouched)
    expect([resource, after.get(resource)]).toEqual([resource, changedByOthers.get(resource)]);
  expect(await requestsDuring(platform, project.up)).toEqual([]);
});

/** Names of the resources that the CLI says it updated, sorted. */
function touched(output: string): string[] {
  return [...output.matchAll(/Act365Instance (\w+) updated/g)].map(([, name = ""]) => name).sort();
}

test("neither the platform's order of tags nor its HTML stripping shows as drift", async () => {
  const { platform, project } = await setUp(
    program(
      `new Act365Instance("crm", { ...keys, name: "<b>CRM</b> of <i>sales</i>", tags: ["a", "<u>b</u>", "c", "d"] });`,
    ),
  );
  await project.up();
  expect(onlyInstance(platform)).toMatchObject({
    name: "CRM of sales",
    tags: expect.arrayContaining(["a", "b", "c", "d"]),
  });
  for (let times = 0; times < 2; times += 1) {
    expect((await project.refresh()).output).toContain("2 unchanged");
    expect(await requestsDuring(platform, project.up)).toEqual([]);
  }
});

test("an instance that others deleted leaves the state with a refresh and is made anew by the next up", async () => {
  const { platform, project } = await setUp(program(`new Act365Instance("crm", keys);`));
  await project.up();
  const { id } = onlyInstance(platform);
  platform.others.remove(id);

  const requests = await requestsDuring(platform, project.refresh);
  expect(requests).toEqual([`GET /instances/${id}`, "GET /organizations/me"]);
  await project.up();
  const { id: newId } = onlyInstance(platform);
  expect(newId).not.toBe(id);
  expect((await onlyResource(project)).id).toBe(String(newId));
});

test("an update of an instance that others deleted says so and what to do; destroy counts it as deleted", async () => {
  const { platform, project } = await setUp(program(`new Act365Instance("crm", keys);`));
  await project.up();
  const { id } = onlyInstance(platform);
  platform.others.remove(id);

  project.program(program(`new Act365Instance("crm", { ...keys, name: "renamed" });`));
  const { output } = await project.up({ fails: true });
  expect(output).toContain(`Instance ${id} no longer exists on the platform`);
  expect(output).toContain("Run pulumi refresh");
  await project.destroy();
  expect(platform.instances()).toEqual([]);
});

test("a refresh that the platform refuses, or with another organization's credentials, keeps every instance in the state", async () => {
  const { platform, project } = await setUp(program(`new Act365Instance("crm", keys);`), {
    platform: { organizations: [organization("A"), organization("B")] },
  });
  await project.up();
  const { id } = onlyInstance(platform);
  const [, other] = platform.organizations;

  const wrong = await project.refresh({
    fails: true,
    environment: { ACT365_USER_SECRET: other?.userSecret, ACT365_ORGANIZATION_SECRET: other?.organizationSecret },
  });
  expect(wrong.output).toContain(`Instance ${id} stays in the state`);
  expect(wrong.output).toContain("belongs to organization 1190");

  for (const status of [401, 403]) {
    platform.faults.add({ method: "GET", fault: { kind: "status", status } });
    const refused = await project.refresh({ fails: true });
    expect(refused.output).toContain(`GET /instances/${id} returned ${status}`);
  }
  expect((await onlyResource(project)).id).toBe(String(id));
  expect(await requestsDuring(platform, project.up)).toEqual([]);
});
