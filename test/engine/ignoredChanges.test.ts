import { canary } from "../support/canary";
import { crm, onlyInstance, requestsDuring, stage } from "./stage";

test("a rotation under ignoreChanges leaves name and tags that others changed, and so does the next up", async () => {
  const { platform, project } = await stage(crm({ tags: ["sales"] }, { ignoreChanges: ["tags", "name"] }));
  await project.up();
  const { id, tags } = onlyInstance(platform);
  platform.others.change(id, { name: "by hand", tags: [...tags, "by hand"] });
  const kept = { name: "by hand", tags: expect.arrayContaining([...tags, "by hand"]) };

  const environment = { DEVELOPER_KEY: canary("new developerKey") };
  expect(await requestsDuring(platform, () => project.up({ environment }))).toEqual([`PUT /instances/${id}`]);
  expect(onlyInstance(platform)).toMatchObject(kept);
  expect(await requestsDuring(platform, () => project.up({ environment }))).toEqual([]);
  expect(onlyInstance(platform)).toMatchObject(kept);
});
