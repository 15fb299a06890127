import { crm, onlyInstance, onlyResource, requestsDuring, setUp } from "./setUp";

test.each([
  ["in lists", { lists: 2 }],
  ["by GET", { reads: 2 }],
  ["in both", { ms: 2_000 }],
])("up --replace on a platform that still shows the deleted instance %s makes one new instance", async (_, lag) => {
  const { platform, project } = await setUp(crm());
  await project.up();
  const { id } = onlyInstance(platform);
  const { urn } = await onlyResource(project);
  platform.faults.add({ method: "DELETE", fault: { kind: "lateRemoval", ...lag } });

  await project.pulumi(["up", "--replace", urn, "--yes", "--skip-preview", "--stack", "dev"]);
  const { id: newId } = onlyInstance(platform);
  expect(newId).not.toBe(id);
  expect((await onlyResource(project)).id).toBe(String(newId));
  expect(await requestsDuring(platform, project.up)).toEqual([]);
});
