import { CREATE, crm, onlyInstance, onlyResource, program, requestsDuring, setUp } from "./setUp";

const replace = (urn: string) => ["up", "--replace", urn, "--yes", "--skip-preview", "--stack", "dev"];

test("a forced replacement deletes the instance before it creates the new one, so that it does not adopt the old one", async () => {
  const { platform, project } = await setUp(crm());
  await project.up();
  const { id } = onlyInstance(platform);
  const { urn } = await onlyResource(project);

  const requests = await requestsDuring(platform, () => project.pulumi(replace(urn)));
  expect(requests).toEqual([`DELETE /instances/${id}`, ...CREATE]);
  const { id: newId, token } = onlyInstance(platform);
  expect(newId).not.toBe(id);
  expect(await onlyResource(project)).toMatchObject({ urn, id: String(newId), outputs: { token } });
  expect(await requestsDuring(platform, project.up)).toEqual([]);
});

test("deleteBeforeReplace: false is refused with the reason, before anything changes", async () => {
  const { platform, project } = await setUp(crm());
  await project.up();
  const before = onlyInstance(platform);

  project.program(crm({ name: "renamed" }, { deleteBeforeReplace: false }));
  let output = "";
  const requests = await requestsDuring(platform, async () => {
    output = (await project.up({ fails: true })).output;
  });
  expect(output).toContain("deleteBeforeReplace: false cannot be used with owner tags");
  expect(output).toContain("act365:ownerTag");
  expect(requests).toEqual([]);
  expect(onlyInstance(platform)).toEqual(before);
});

test("without owner tags a replacement can be created before the old instance is deleted", async () => {
  const { platform, project } = await setUp(
    program(`new Act365Instance("crm", keys, { deleteBeforeReplace: false });`),
    {
      project: { configuration: { "act365:ownerTag": "false" } },
    },
  );
  await project.up();
  const { id } = onlyInstance(platform);
  const { urn } = await onlyResource(project);

  const requests = await requestsDuring(platform, () => project.pulumi(replace(urn)));
  expect(requests).toEqual(["POST /instances", `DELETE /instances/${id}`]);
  expect((await onlyResource(project)).id).toBe(String(onlyInstance(platform).id));
});
