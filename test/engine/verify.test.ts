import { canary } from "../support/canary";
import { CREATE, crm, onlyInstance, onlyResource, requestsDuring, setUp } from "./setUp";

test("a verified instance is pinged with its own token after create and update, and never otherwise", async () => {
  const { platform, project } = await setUp(crm({ verify: true }));
  const requests = await requestsDuring(platform, project.up);
  expect(requests).toEqual([...CREATE, "GET /hubs/crm/ping"]);
  expect(platform.requests.at(-1)).toMatchObject({
    status: 200,
    headers: { authorization: "User ***, Organization ***, Element ***" },
  });
  expect(await requestsDuring(platform, project.up)).toEqual([]);

  project.program(crm({ verify: true, name: "renamed" }));
  const { id } = onlyInstance(platform);
  expect(await requestsDuring(platform, project.up)).toEqual([`PATCH /instances/${id}`, "GET /hubs/crm/ping"]);
  project.program(crm({ name: "renamed" }));
  expect(await requestsDuring(platform, project.up)).toEqual([]);
});

test("an instance whose keys Act! 365 refuses is kept, fails each up with the reason, and is repaired by the right keys", async () => {
  const badKey = canary("badApiKey");
  const { platform, project } = await setUp(crm({ verify: true, apiKey: badKey }), {
    platform: { badKeys: [badKey], badKeysResponse: "createAnyway" },
  });
  const first = await project.up({ fails: true });
  expect(first.output).toContain("Act! 365 did not confirm the instance");
  expect(first.output).toContain("Check apiKey and developerKey");
  const { id } = onlyInstance(platform);
  expect(await onlyResource(project)).toMatchObject({
    id: String(id),
    initErrors: [expect.stringContaining("is not verified")],
  });

  const again = [`PUT /instances/${id}`, "GET /hubs/crm/ping"];
  expect(await requestsDuring(platform, () => project.up({ fails: true }))).toEqual(again);

  // A refresh makes the engine forget the failure, and yet the keys are not taken for verified.
  await project.pulumi(["refresh", "--yes", "--skip-preview", "--stack", "dev"]);
  expect((await onlyResource(project)).initErrors).toEqual([]);
  expect(await requestsDuring(platform, () => project.up({ fails: true }))).toEqual(again);

  project.program(crm({ verify: true }));
  expect(await requestsDuring(platform, project.up)).toEqual([`PUT /instances/${id}`, "GET /hubs/crm/ping"]);
  expect(onlyInstance(platform)).toMatchObject({ id, valid: true });
  expect((await onlyResource(project)).initErrors).toEqual([]);
});
