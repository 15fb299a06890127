import { startPlatform } from "../support/platform";
import { instancesInState, program, stage } from "./stage";

const TEXT = program(`
const provider = new Act365Provider("platform", {
  baseUrl: process.env.MOVED_TO ?? process.env.ACT365_BASE_URL,
  userSecret: process.env.ACT365_USER_SECRET,
  organizationSecret: process.env.ACT365_ORGANIZATION_SECRET,
});
const parent = new Act365Instance("parent", keys, { provider });
new Act365Instance("dependent", { ...keys, name: pulumi.interpolate\`of \${parent.instanceId}\` }, { provider });`);

test("a new baseUrl replaces an instance and its dependent: both are deleted on the old platform", async () => {
  const { platform, project } = await stage(TEXT);
  const [organization] = platform.organizations;
  if (organization === undefined) throw new Error("no organization");
  const { userSecret, organizationSecret } = organization;
  const other = await startPlatform({ organizations: [{ userSecret, organizationSecret }] });
  await project.up();
  expect(platform.instances()).toHaveLength(2);

  await project.up({ environment: { MOVED_TO: other.url } });
  expect(platform.instances()).toEqual([]);
  const moved = other.instances();
  expect(moved.map(({ name }) => name).sort()).toEqual([
    `of ${moved.find(({ name }) => name === "parent")?.id}`,
    "parent",
  ]);
  expect((await instancesInState(project)).map(({ outputs }) => outputs["baseUrl"])).toEqual([other.url, other.url]);
});
