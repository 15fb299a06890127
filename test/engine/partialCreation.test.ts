import { crm, onlyInstance, onlyResource, requestsDuring, setUp } from "./setUp";

test("an instance that could not be disabled keeps its id in the state, and the next up finishes it", async () => {
  const { platform, project } = await setUp(crm({ enabled: false, tags: ["sales"] }));
  const refusal = { kind: "status", status: 400, message: "not at the moment" } as const;
  platform.faults.add({ method: "DELETE", path: "/instances/*/enabled", fault: refusal });

  const { output } = await project.up({ fails: true });
  const { id, token } = onlyInstance(platform);
  expect(output).toContain(`Instance ${id} is as declared, but was not disabled`);
  expect(output).toContain("not at the moment");
  expect(output).toContain("docs/errors.md#partial-failure");
  const partial = await onlyResource(project);
  expect(partial.id).toBe(String(id));
  expect(partial.outputs).toMatchObject({ token, enabled: true, tags: ["sales"] });
  expect(partial.secretOutputs).toEqual(["apiKey", "developerKey", "token"]);
  expect(partial.initErrors).toEqual([expect.stringContaining("was not disabled")]);

  const requests = await requestsDuring(platform, project.up);
  expect(requests).toEqual([`DELETE /instances/${id}/enabled`]);
  expect(onlyInstance(platform)).toMatchObject({ id, disabled: true });
  const finished = await onlyResource(project);
  expect(finished).toMatchObject({ id: String(id), initErrors: [], outputs: { enabled: false, token } });
  expect(await requestsDuring(platform, project.up)).toEqual([]);
});

test("the next up finishes a partial creation even if nothing is to be changed on the platform any more", async () => {
  const { platform, project } = await setUp(crm({ enabled: false }));
  platform.faults.add({
    method: "DELETE",
    path: "/instances/*/enabled",
    fault: { kind: "status", status: 400, when: "afterCommit" },
  });
  await project.up({ fails: true });
  const { id } = onlyInstance(platform);

  await project.refresh();
  expect((await onlyResource(project)).initErrors).toEqual([]);
  await project.up();
  expect(await onlyResource(project)).toMatchObject({ id: String(id), initErrors: [], outputs: { enabled: false } });
});

test("destroy deletes what a partial creation left", async () => {
  const { platform, project } = await setUp(crm({ enabled: false }));
  platform.faults.add({ method: "DELETE", path: "/instances/*/enabled", fault: { kind: "status", status: 400 } });
  await project.up({ fails: true });
  const { id } = onlyInstance(platform);
  expect(await requestsDuring(platform, project.destroy)).toEqual([`DELETE /instances/${id}`]);
  expect(platform.instances()).toEqual([]);
});

test("an update that stopped halfway keeps what was done, and the next up does the rest", async () => {
  const { platform, project } = await setUp(crm({ tags: ["sales"] }));
  await project.up();
  platform.faults.add({ method: "DELETE", path: "/instances/*/enabled", fault: { kind: "status", status: 400 } });
  project.program(crm({ tags: ["vip"], name: "renamed", enabled: false }));

  const { output } = await project.up({ fails: true });
  expect(output).toContain("was not disabled");
  const { id } = onlyInstance(platform);
  expect((await onlyResource(project)).outputs).toMatchObject({ tags: ["vip"], name: "renamed", enabled: true });

  expect(await requestsDuring(platform, project.up)).toEqual([`DELETE /instances/${id}/enabled`]);
  expect(onlyInstance(platform)).toMatchObject({ id, name: "renamed", disabled: true });
});
