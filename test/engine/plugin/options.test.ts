import { onlyInstance, requestsDuring } from "../setUp";
import { crm, onlyResource, program, setUp } from "./setUp";

test("ignoreChanges, protect, retainOnDelete and customTimeouts work, and no timeout is in the state", async () => {
  const options = { ignoreChanges: ["tags"], protect: true, retainOnDelete: true, customTimeouts: { create: "2m" } };
  const { platform, project } = await setUp(crm({ tags: ["sales"] }, options));
  await project.up();
  const { id } = onlyInstance(platform);
  const { inputs, outputs } = await onlyResource(project);
  expect(JSON.stringify([inputs, outputs])).not.toMatch(/timeout/i);

  project.program(crm({ tags: ["eu"], name: "renamed" }, options));
  expect(await requestsDuring(platform, project.up)).toEqual([`PATCH /instances/${id}`]);
  expect(onlyInstance(platform)).toMatchObject({ name: "renamed", tags: expect.arrayContaining(["sales"]) });

  project.program(program(""));
  expect((await project.up({ fails: true })).output).toContain("protected");
  project.program(crm({ tags: ["eu"], name: "renamed" }, { ...options, protect: false }));
  await project.up();
  project.program(program(""));
  expect(await requestsDuring(platform, project.up)).toEqual([]);
  expect(onlyInstance(platform).id).toBe(id);
});

test("a timeout ends a creation, and the error names the option", async () => {
  const { platform, project } = await setUp(crm({}, { customTimeouts: { create: "2s" } }));
  platform.faults.add({ method: "GET", call: "every", fault: { kind: "hold", until: new Promise(() => undefined) } });
  const { output } = await project.up({ fails: true });
  expect(output).toContain("allow more time with customTimeouts");
  expect(platform.instances()).toEqual([]);
});

test("an instance of another program is only read, and stays when the stack is destroyed", async () => {
  const { platform, project } = await setUp(program(""));
  const { id } = platform.others.create({ name: "theirs", tags: ["sales"] });
  project.program(program(`exports.name = new Instance("theirs", {}, { id: "${id}" }).name;`));
  await project.up();
  expect(await project.outputs()).toEqual({ name: "theirs" });
  platform.others.change(id, { name: "renamed" });
  await project.refresh();
  const requests = await requestsDuring(platform, project.destroy);
  expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([]);
  expect(onlyInstance(platform).name).toBe("renamed");
});
