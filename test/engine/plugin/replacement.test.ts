import { CREATE, onlyInstance, requestsDuring } from "../setUp";
import { crm, onlyResource, setUp } from "./setUp";

const replace = (urn: string) => ["up", "--replace", urn, "--yes", "--skip-preview", "--stack", "dev"];

test("a forced replacement takes the instance over, and does not delete it", async () => {
  const { platform, project } = await setUp(crm());
  await project.up();
  const { id, token } = onlyInstance(platform);
  const { urn } = await onlyResource(project);

  const { output } = await project.pulumi(replace(urn));
  expect(output).toContain(`adopted instance ${id}`);
  expect(output).toContain(`instance ${id} was not deleted: another resource manages it now`);
  expect(onlyInstance(platform)).toMatchObject({ id, token });
  expect(await onlyResource(project)).toMatchObject({ id: String(id), outputs: { token } });
  expect(await requestsDuring(platform, project.up)).toEqual([]);
});

test("a forced replacement that deletes first makes another instance", async () => {
  const { platform, project } = await setUp(crm({}, { deleteBeforeReplace: true }));
  await project.up();
  const { id } = onlyInstance(platform);
  const { urn } = await onlyResource(project);
  expect(await requestsDuring(platform, () => project.pulumi(replace(urn)))).toEqual([
    `DELETE /instances/${id}`,
    ...CREATE,
  ]);
  expect((await onlyResource(project)).id).toBe(String(onlyInstance(platform).id));
});

test("replaceOnChanges replaces for the changes that it names alone", async () => {
  const { platform, project } = await setUp(crm({ tags: ["sales"] }, { replaceOnChanges: ["name"] }));
  await project.up();
  const { id } = onlyInstance(platform);

  project.program(crm({ tags: ["sales", "eu"] }, { replaceOnChanges: ["name"] }));
  expect(await requestsDuring(platform, project.up)).toEqual([`PATCH /instances/${id}`]);

  project.program(crm({ tags: ["sales", "eu"], name: "renamed" }, { replaceOnChanges: ["name"] }));
  expect((await project.preview()).output).toContain("1 to replace");
  expect(await requestsDuring(platform, project.up)).toEqual([`DELETE /instances/${id}`, ...CREATE]);
  const made = onlyInstance(platform);
  expect(made).toMatchObject({ name: "renamed" });
  expect((await onlyResource(project)).id).toBe(String(made.id));
});
