import { crm, instancesInState, onlyInstance, onlyResource, requestsDuring, setUp } from "./setUp";

const forever = new Promise<void>(() => {});

/** How long the action took, in milliseconds. */
async function duration(action: () => Promise<unknown>): Promise<number> {
  const start = Date.now();
  await action();
  return Date.now() - start;
}

test("customTimeouts ends a create that hangs, the error says so, and the next up adopts the instance", async () => {
  const { platform, project } = await setUp(crm({}, { customTimeouts: { create: "2s" } }));
  platform.faults.add({ method: "POST", fault: { kind: "hold", until: forever, when: "afterCommit" } });
  platform.onCommit(() =>
    platform.faults.add({ path: "/elements/*/instances", call: "every", fault: { kind: "hold", until: forever } }),
  );

  let output = "";
  const took = await duration(async () => {
    output = (await project.up({ fails: true })).output;
  });
  expect(took).toBeLessThan(60_000);
  expect(output).toContain("POST /instances: no complete response within 1 s");
  expect(output).toContain("customTimeouts");
  expect(output).toContain("Run pulumi up again: it looks first");
  expect(await instancesInState(project)).toEqual([]);

  platform.faults.clear();
  const { output: next } = await project.up();
  const { id } = onlyInstance(platform);
  expect(next).toContain(`warning: adopted instance ${id}`);
  expect((await onlyResource(project)).id).toBe(String(id));
});

test("customTimeouts ends updates, reads and deletes that hang, each by its own limit", async () => {
  const limits = { update: "2s", read: "3s", delete: "4s" };
  const { platform, project } = await setUp(crm({}, { customTimeouts: limits }));
  await project.up();
  const { id } = onlyInstance(platform);
  for (const method of ["PATCH", "GET", "DELETE"])
    platform.faults.add({ method, path: "/instances/*", call: "every", fault: { kind: "hold", until: forever } });

  project.program(crm({ name: "renamed" }, { customTimeouts: limits }));
  const update = await project.up({ fails: true });
  expect(update.output).toContain(`PATCH /instances/${id}: no complete response within 2 s`);
  const read = await project.refresh({ fails: true });
  expect(read.output).toContain(`GET /instances/${id}: no complete response within 3 s`);
  const deletion = await project.destroy({ fails: true });
  expect(deletion.output).toContain(`DELETE /instances/${id}: no complete response within 4 s`);
  expect((await onlyResource(project)).id).toBe(String(id));

  platform.faults.clear();
  await project.up();
  expect(onlyInstance(platform)).toMatchObject({ id, name: "renamed" });
});

test("changed time limits reach the state without a request", async () => {
  const { platform, project } = await setUp(crm({}, { customTimeouts: { delete: "3s" } }));
  await project.up();
  project.program(crm({}, { customTimeouts: { delete: "1m" } }));
  expect(await requestsDuring(platform, project.up)).toEqual([]);
  expect((await onlyResource(project)).outputs).toMatchObject({ customTimeouts: { delete: "1m" } });
});
