import type { Simulator } from "act365-simulator";
import { canary } from "../support/canary";
import { crm, onlyInstance, onlyResource, requestsDuring, setUp } from "./setUp";

test("a rotation under ignoreChanges leaves name and tags that others changed, and so does the next up", async () => {
  const { platform, project } = await setUp(crm({ tags: ["sales"] }, { ignoreChanges: ["tags", "name"] }));
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

/** A program whose instance ignores changes of one input, and that was deployed; somebody then changed the instance by hand. */
async function changedByHand(ignored: string, byHand: (id: number, tags: string[]) => Parameters<Change>[1]) {
  const setup = await setUp(crm({ tags: ["sales"] }, { ignoreChanges: [ignored] }));
  const { platform, project } = setup;
  await project.up();
  const { id, tags } = onlyInstance(platform);
  platform.others.change(id, byHand(id, tags));
  return { ...setup, id };
}
type Change = Simulator["others"]["change"];

test("an instance disabled by hand stays so over a new name and a rotation, where enabled is ignored", async () => {
  const { platform, project, id } = await changedByHand("enabled", () => ({ disabled: true }));
  project.program(crm({ name: "renamed", tags: ["sales"] }, { ignoreChanges: ["enabled"] }));
  expect(await requestsDuring(platform, () => project.up())).toEqual([`PATCH /instances/${id}`]);
  const environment = { DEVELOPER_KEY: canary("new developerKey") };
  expect(await requestsDuring(platform, () => project.up({ environment }))).toEqual([`PUT /instances/${id}`]);
  expect(await requestsDuring(platform, () => project.up({ environment }))).toEqual([]);
  await project.refresh({ environment });
  expect(await requestsDuring(platform, () => project.up({ environment }))).toEqual([]);
  expect(onlyInstance(platform)).toMatchObject({ name: "renamed", disabled: true });
});

test("events turned on by hand stay over a rotation, where events are ignored", async () => {
  const byHand = {
    "event.notification.enabled": "true",
    "event.vendor.type": "polling",
    "event.notification.callback.url": "https://by-hand.example/e",
  };
  const { platform, project, id } = await changedByHand("events", () => ({ configuration: byHand }));
  const environment = { API_KEY: canary("new apiKey") };
  expect(await requestsDuring(platform, () => project.up({ environment }))).toEqual([`PUT /instances/${id}`]);
  expect((await onlyResource(project)).outputs).not.toHaveProperty("events");
  expect(await requestsDuring(platform, () => project.up({ environment }))).toEqual([]);
  await project.refresh({ environment });
  expect(await requestsDuring(platform, () => project.up({ environment }))).toEqual([]);
  expect(onlyInstance(platform).configuration).toMatchObject(byHand);
});

test("a new owner tag leaves the tags that were added by hand, where tags are ignored", async () => {
  const { platform, project, id } = await changedByHand("tags", (_, tags) => ({ tags: [...tags, "by hand"] }));
  const [former] = onlyInstance(platform).tags.filter((tag) => tag.startsWith("pulumi:"));
  await project.pulumi(["config", "set", "act365:ownerTag", "another", "--stack", "dev"]);
  expect(await requestsDuring(platform, () => project.up())).toEqual([
    `GET /instances/${id}`,
    `PATCH /instances/${id}`,
  ]);
  const { tags } = onlyInstance(platform);
  expect(tags).toHaveLength(3);
  expect(tags).toEqual(
    expect.arrayContaining(["sales", "by hand", expect.stringMatching(/^pulumi:project\/dev\/crm:/)]),
  );
  expect(tags).not.toContain(former);
  expect(await requestsDuring(platform, () => project.up())).toEqual([]);
  await project.refresh();
  expect(await requestsDuring(platform, () => project.up())).toEqual([]);
  expect(onlyInstance(platform).tags).toEqual(tags);
});
