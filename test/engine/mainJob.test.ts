import { PROVIDER_TEXT } from "../support/plugin";
import { CREATE, crm, expectNoProcesses, onlyInstance, onlyResource, requestsDuring, setUp } from "./setUp";

test("an instance is created, left unchanged, refreshed and deleted with no more requests than each needs", async () => {
  const { platform, project } = await setUp(crm({ tags: ["sales"] }));
  let output = "";
  const asked = (run: () => Promise<{ output: string }>) =>
    requestsDuring(platform, async () => {
      output = (await run()).output;
    });

  expect(await asked(project.up)).toEqual(CREATE);
  expect(output).toMatch(/token +: \[secret\]/);
  const { id, token, tags } = onlyInstance(platform);
  expect(await project.outputs()).toEqual({ instanceId: String(id), token });
  expect(tags).toEqual(expect.arrayContaining(["sales", expect.stringMatching(/^pulumi:project\/dev\/crm:\w{10}$/)]));
  await expectNoProcesses(project);

  expect(await asked(project.up)).toEqual([]);
  expect(output).toContain("2 unchanged");
  expect(await asked(() => project.pulumi(["preview", "--stack", "dev"]))).toEqual([]);
  expect(output).toContain("2 unchanged");

  expect(await asked(project.refresh)).toEqual([`GET /instances/${id}`]);
  expect(output).toContain("2 unchanged");
  expect(await asked(project.preview)).toEqual([]);
  expect(output).toContain("2 unchanged");
  expect(output).not.toMatch(/token|instanceId|apiKey|secret/);

  expect(await asked(project.destroy)).toEqual([`DELETE /instances/${id}`]);
  expect(platform.instances()).toEqual([]);
});

test("the state holds the constant text that finds the provider, the inputs as in effect and the few outputs", async () => {
  const { platform, project, apiKey, developerKey } = await setUp(crm({ tags: ["sales"], verify: true }));
  await project.up();
  const { output: exported } = await project.pulumi(["stack", "export", "--stack", "dev"]);
  const { id, outputs, secretOutputs } = await onlyResource(project);
  const { id: instanceId, token, createdDate, tags } = onlyInstance(platform);

  expect(PROVIDER_TEXT).toBe('exports.handler=()=>require("pulumi-act365/provider").provider;');
  expect(id).toBe(String(instanceId));
  expect(outputs).toEqual({
    __provider: PROVIDER_TEXT,
    instanceId: String(instanceId),
    token: token,
    name: "crm",
    apiKey: apiKey,
    developerKey: developerKey,
    tags: ["sales"],
    enabled: true,
    verify: true,
    ownerTag: tags.find((tag) => tag !== "sales"),
    elementId: 7213,
    organizationId: 1190,
    accountId: 11111,
    createdDate,
    valid: true,
    baseUrl: platform.url,
    seenBy: expect.stringMatching(/^[0-9a-f]{10}$/),
  });
  expect(secretOutputs).toEqual(["apiKey", "developerKey", "token"]);
  // Five secrets of the instance and one output of the stack, all encrypted; the scan looks for their values.
  expect(exported.match(/"ciphertext"/g)).toHaveLength(6);
});
