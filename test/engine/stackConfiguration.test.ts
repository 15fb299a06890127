import { canary } from "../support/canary";
import { organization, startPlatform } from "../support/platform";
import { createProject } from "../support/pulumi";
import { crm, onlyInstance, onlyResource, program, requestsDuring, setUp } from "./setUp";

const KEYS = { API_KEY: canary("apiKey"), DEVELOPER_KEY: canary("developerKey") };

/** Stack configuration that names the platform and holds the credentials of its first organization. */
function configuration({ url, organizations: [organization] }: Awaited<ReturnType<typeof startPlatform>>) {
  return {
    "act365:baseUrl": url,
    "act365:userSecret": { secret: organization?.userSecret ?? "" },
    "act365:organizationSecret": { secret: organization?.organizationSecret ?? "" },
  };
}

test("stack configuration wins over the environment, and its secrets stay encrypted in every file", async () => {
  const platform = await startPlatform();
  const project = await createProject({
    program: crm(),
    configuration: configuration(platform),
    environment: {
      ...KEYS,
      ACT365_BASE_URL: "http://127.0.0.1:9",
      ACT365_USER_SECRET: canary("wrongUserSecret"),
      ACT365_ORGANIZATION_SECRET: canary("wrongOrganizationSecret"),
    },
  });
  await project.up();
  const { id } = onlyInstance(platform);
  expect(await requestsDuring(platform, project.refresh)).toEqual([`GET /instances/${id}`]);
  expect(await requestsDuring(platform, project.destroy)).toEqual([`DELETE /instances/${id}`]);
});

test("refused and missing credentials are errors that name the place that they came from", async () => {
  const platform = await startPlatform({ organizations: [organization("")] });
  const project = await createProject({
    program: crm(),
    configuration: { "act365:baseUrl": platform.url, "act365:userSecret": { secret: canary("wrongUserSecret") } },
    environment: KEYS,
  });
  // A preview asks nobody, so it needs no credentials.
  expect((await project.preview()).output).toContain("2 to create");
  const missing = await project.up({ fails: true });
  expect(missing.output).toContain("organizationSecret is missing");
  expect(missing.output).toContain("pulumi config set --secret act365:organizationSecret");
  expect(missing.output).toContain("ACT365_ORGANIZATION_SECRET");

  const refused = await project.up({
    fails: true,
    environment: { ACT365_ORGANIZATION_SECRET: platform.organizations[0]?.organizationSecret },
  });
  expect(refused.output).toContain("returned 401");
  expect(refused.output).toMatch(/user secret \(from stack configuration[^)]* act365:userSecret\)/);
  expect(refused.output).toContain("organization secret (from environment variable ACT365_ORGANIZATION_SECRET)");
});

test("without owner tags an instance carries the program's tags alone, and none is looked for", async () => {
  const { platform, project } = await setUp(crm({ tags: ["sales"] }), {
    project: { configuration: { "act365:ownerTag": "false" } },
  });
  expect(await requestsDuring(platform, project.up)).toEqual(["POST /instances"]);
  expect(onlyInstance(platform).tags).toEqual(["sales"]);
  expect((await onlyResource(project)).outputs).not.toHaveProperty("ownerTag");
  expect(await requestsDuring(platform, project.up)).toEqual([]);
});

test("two backends with equal names share one platform account if each has a text of its own for owner tags", async () => {
  const platform = await startPlatform();
  const backend = (text: string) =>
    createProject({
      program: crm(),
      configuration: { ...configuration(platform), "act365:ownerTag": text },
      environment: KEYS,
    });
  const [a, b, likeA] = [await backend("team-a"), await backend("team-b"), await backend("team-a")];
  await a.up();
  await b.up();
  expect(platform.instances()).toHaveLength(2);
  expect((await onlyResource(a)).id).not.toBe((await onlyResource(b)).id);

  // The documented danger of equal texts, which shows that the text is what keeps the two apart.
  const { output } = await likeA.up();
  expect(output).toContain("instead of creating a second one");
  expect((await onlyResource(likeA)).id).toBe((await onlyResource(a)).id);
  expect(platform.instances()).toHaveLength(2);
});

test("no more reads, and no more writes, are under way at once than act365:maxConcurrentRequests allows", async () => {
  const instances = program(`for (let n = 0; n < 8; n += 1) new Act365Instance(\`crm-\${n}\`, keys);`);
  const { platform, project } = await setUp(instances, {
    platform: { latency: 300 },
    project: { configuration: { "act365:maxConcurrentRequests": "2" } },
  });
  const most = { reads: 0, writes: 0 };
  platform.onRequest(() => {
    const underWay = platform.requests.filter(({ status }) => status === undefined);
    const reads = underWay.filter(({ method }) => method === "GET").length;
    most.reads = Math.max(most.reads, reads);
    most.writes = Math.max(most.writes, underWay.length - reads);
  });
  await project.up();
  expect(platform.instances()).toHaveLength(8);
  expect(most.writes).toBe(2);
  expect(most.reads).toBeLessThanOrEqual(2);
});
