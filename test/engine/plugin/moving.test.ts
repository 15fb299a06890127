import {
  crm as dynamic,
  program as dynamicProgram,
  onlyResource as onlyDynamicResource,
  onlyInstance,
  requestsDuring,
} from "../setUp";
import { crm, onlyResource, program, setUp } from "./setUp";

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

test("an instance of an explicit provider moves, too, both ways", async () => {
  const settings = `{
  baseUrl: process.env.ACT365_BASE_URL,
  userSecret: pulumi.secret(process.env.ACT365_USER_SECRET),
  organizationSecret: pulumi.secret(process.env.ACT365_ORGANIZATION_SECRET),
}`;
  const inDynamic = dynamicProgram(`
const provider = new Act365Provider("eu", ${settings});
new Act365Instance("crm", { ...keys, tags: ["sales"] }, { provider });`);
  const inPlugin = program(`
const provider = new Provider("eu", ${settings});
new Instance("crm", { ...keys, tags: ["sales"] }, { provider, ...${JSON.stringify(ALIASES)} });`);
  const { platform, project } = await setUp(inDynamic);
  await project.up();
  const { id, tags } = onlyInstance(platform);
  for (const next of [inPlugin, inDynamic]) {
    project.program(next);
    expect(await requestsDuring(platform, project.up)).toEqual([]);
    expect(onlyInstance(platform)).toMatchObject({ id, tags });
  }
  await project.destroy();
  expect(platform.instances()).toEqual([]);
});
