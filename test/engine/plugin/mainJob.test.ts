import { CREATE, expectNoProcesses, onlyInstance, requestsDuring } from "../setUp";
import { crm, onlyResource, setUp } from "./setUp";

test("the plugin makes, keeps, changes, repairs and deletes an instance", async () => {
  const { platform, project } = await setUp(crm({ tags: ["sales"] }));

  expect(await requestsDuring(platform, project.preview)).toEqual([]);
  expect(await requestsDuring(platform, project.up)).toEqual(CREATE);
  const { id, token } = onlyInstance(platform);
  expect(await project.outputs()).toEqual({ instanceId: String(id), token });
  expect(await onlyResource(project)).toMatchObject({
    id: String(id),
    secretInputs: ["apiKey", "developerKey"],
    secretOutputs: ["apiKey", "developerKey", "token"],
  });
  await expectNoProcesses(project);

  expect(await requestsDuring(platform, project.up)).toEqual([]);

  project.program(crm({ tags: ["sales", "eu"], events: { callbackUrl: "https://example.com/hook" } }));
  const { output } = await project.preview();
  expect(output).toContain("1 to update");
  expect(output).toMatch(/\+ \[1\]: "eu"/);
  expect(await requestsDuring(platform, project.up)).toEqual([`PUT /instances/${id}`]);
  expect(await project.outputs()).toEqual({ instanceId: String(id), token });

  platform.others.change(id, { name: "by hand" });
  const refreshed = await project.refresh();
  expect(refreshed.output).toContain("1 updated");
  expect(await requestsDuring(platform, project.up)).toEqual([`PATCH /instances/${id}`]);
  expect(onlyInstance(platform).name).toBe("crm");

  await project.destroy();
  expect(platform.instances()).toEqual([]);
  await expectNoProcesses(project);
});
