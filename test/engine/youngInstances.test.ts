import { onlyInstance, onlyResource, program, requestsDuring, setUp } from "./setUp";

test("a refresh right after the up that created an instance keeps it while reads lag, and no second one is created", async () => {
  const { platform, project } = await setUp(program(`new Act365Instance("crm", keys);`), {
    platform: { now: () => new Date() },
  });
  platform.faults.add({ method: "POST", fault: { kind: "lateVisibility", reads: 2, lists: 3 } });
  await project.up();
  const { id } = onlyInstance(platform);

  const { output } = await project.refresh();
  expect(output).toContain(`GET /instances/${id} found no instance, although it was created just now`);
  expect((await onlyResource(project)).id).toBe(String(id));

  expect(await requestsDuring(platform, project.up)).toEqual([]);
  expect(onlyInstance(platform).id).toBe(id);
});
