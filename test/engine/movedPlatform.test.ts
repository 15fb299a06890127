import { startPlatform } from "../support/platform";
import { instancesInState, program, setUp } from "./setUp";

const TEXT = program(`
const provider = new Act365Provider("platform", {
  baseUrl: process.env.MOVED_TO ?? process.env.ACT365_BASE_URL,
  userSecret: process.env.ACT365_USER_SECRET,
  organizationSecret: process.env.ACT365_ORGANIZATION_SECRET,
  allowBaseUrlChange: process.env.ALLOWED === "true",
});
const parent = new Act365Instance("parent", keys, { provider });
new Act365Instance("dependent", { ...keys, name: pulumi.interpolate\`of \${parent.instanceId}\` }, { provider });`);

test("a new baseUrl is refused until it is allowed; then both an instance and its dependent are deleted on the old platform", async () => {
  const { platform, project } = await setUp(TEXT);
  const [organization] = platform.organizations;
  if (organization === undefined) throw new Error("no organization");
  const { userSecret, organizationSecret } = organization;
  const other = await startPlatform({ organizations: [{ userSecret, organizationSecret }] });
  await project.up();
  expect(platform.instances()).toHaveLength(2);

  const refused = await project.up({ environment: { MOVED_TO: other.url }, fails: true });
  expect(refused.output).toContain(
    `lives on ${platform.url}, but the configured base URL is ${other.url} (stack configuration or provider input act365:baseUrl)`,
  );
  const before = platform.instances().map(({ id }) => id);
  expect(before).toHaveLength(2);
  expect(other.requests).toEqual([]);

  const { output } = await project.up({ environment: { MOVED_TO: other.url, ALLOWED: "true" } });
  // The engine shows each line twice: when it comes, and at the end.
  for (const id of before) {
    const line = `instance ${id} will be deleted on ${platform.url}, and a new one created on ${other.url}`;
    expect(output.split(line)).toHaveLength(3);
  }
  expect(platform.instances()).toEqual([]);
  const moved = other.instances();
  expect(moved.map(({ name }) => name).sort()).toEqual([
    `of ${moved.find(({ name }) => name === "parent")?.id}`,
    "parent",
  ]);
  expect((await instancesInState(project)).map(({ outputs }) => outputs["baseUrl"])).toEqual([other.url, other.url]);
});
