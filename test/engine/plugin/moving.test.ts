import { crm as dynamic, onlyResource as onlyDynamicResource, onlyInstance, requestsDuring } from "../setUp";
import { crm, onlyResource, setUp } from "./setUp";

/** What every SDK adds from the schema. */
const ALIASES = { aliases: [{ type: "pulumi-nodejs:dynamic/act365:Act365Instance" }] };

test("a stack moves from the dynamic resource to the plugin without a request that changes anything", async () => {
  const { platform, project } = await setUp(dynamic({ tags: ["sales"] }));
  await project.up();
  const { id, token, tags } = onlyInstance(platform);

  project.program(crm({ tags: ["sales"] }, ALIASES));
  const { output } = await project.preview();
  expect(output).not.toMatch(/to (update|replace|delete)/);
  expect(await requestsDuring(platform, project.up)).toEqual([]);
  expect(await onlyResource(project)).toMatchObject({ id: String(id), outputs: { token } });
  expect(await requestsDuring(platform, project.refresh)).toEqual([`GET /instances/${id}`]);
  expect(await requestsDuring(platform, project.up)).toEqual([]);
  expect(onlyInstance(platform).tags).toEqual(tags);
  await project.destroy();
  expect(platform.instances()).toEqual([]);
});

test("a stack moves back to the dynamic resource without a request that changes anything", async () => {
  const { platform, project } = await setUp(crm({ tags: ["sales"] }));
  await project.up();
  const { id, token, tags } = onlyInstance(platform);

  project.program(dynamic({ tags: ["sales"] }));
  const { output } = await project.preview();
  expect(output).not.toMatch(/to (create|replace|delete)/);
  expect(await requestsDuring(platform, project.up)).toEqual([]);
  expect(await onlyDynamicResource(project)).toMatchObject({ id: String(id), outputs: { token } });
  expect(onlyInstance(platform).tags).toEqual(tags);
  expect((await project.preview()).output).not.toMatch(/to (create|update|replace|delete)/);
  await project.destroy();
  expect(platform.instances()).toEqual([]);
});
