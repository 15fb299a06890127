import { createHash } from "node:crypto";
import { rememberSecret } from "../support/canary";
import { onlyInstance, onlyResource, program, requestsDuring, setUp } from "./setUp";

const TEAM = `
class Team extends pulumi.ComponentResource {
  constructor(name) {
    super("acme:index:Team", name);
  }
}
const team = new Team("sales");`;
const TYPE = "pulumi-nodejs:dynamic/act365:Act365Instance";

/** The owner tag as the documentation promises it. */
function ownerTag(urn: string, stack = "dev"): string {
  const hash = createHash("sha256").update(`organization|${urn}`).digest("hex").slice(0, 10);
  return `pulumi:project/${stack}/crm:${hash}`;
}

test("an instance in a component carries the owner tag of its own URN; another parent with an alias changes it in place", async () => {
  const { platform, project } = await setUp(program(`${TEAM} new Act365Instance("crm", keys, { parent: team });`));
  await project.up();
  const inTeam = await onlyResource(project);
  expect(inTeam.urn).toBe(`urn:pulumi:dev::project::acme:index:Team$${TYPE}::crm`);
  expect(onlyInstance(platform).tags).toEqual([ownerTag(inTeam.urn)]);

  project.program(program(`${TEAM} new Act365Instance("crm", keys, { aliases: [{ parent: team }] });`));
  const { id, token } = onlyInstance(platform);
  // Read first, since all tags are sent, and those that somebody added by hand must stay.
  expect(await requestsDuring(platform, project.up)).toEqual([`GET /instances/${id}`, `PATCH /instances/${id}`]);
  const alone = await onlyResource(project);
  expect(alone).toMatchObject({ urn: `urn:pulumi:dev::project::${TYPE}::crm`, id: String(id) });
  expect(onlyInstance(platform)).toMatchObject({ id, token, tags: [ownerTag(alone.urn)] });
  expect(await requestsDuring(platform, project.up)).toEqual([]);
});

test("children of one component get owner tags of their own, as do equal names in different components", async () => {
  const { platform, project } = await setUp(
    program(`${TEAM}
const other = new Team("support");
for (const [name, parent] of [["a", team], ["b", team], ["c", other]]) new Act365Instance(name, keys, { parent });
new Act365Instance("d", keys, { parent: new Act365Instance("e", keys) });`),
  );
  await project.up();
  expect(new Set(platform.instances().flatMap(({ tags }) => tags)).size).toBe(5);
});

test("a renamed stack keeps its instances, and puts the owner tags of its new name on them in place", async () => {
  const { platform, project } = await setUp(program(`new Act365Instance("crm", { ...keys, tags: ["sales"] });`));
  await project.up();
  const { id, token } = onlyInstance(platform);
  await project.pulumi(["stack", "rename", "prod", "--stack", "dev"]);

  const up = () => project.pulumi(["up", "--yes", "--skip-preview", "--stack", "prod"]);
  expect(await requestsDuring(platform, up)).toEqual([`GET /instances/${id}`, `PATCH /instances/${id}`]);
  const tag = ownerTag(`urn:pulumi:prod::project::${TYPE}::crm`, "prod");
  expect(onlyInstance(platform)).toMatchObject({ id, token, tags: expect.arrayContaining(["sales", tag]) });
  expect(onlyInstance(platform).tags).toHaveLength(2);
});

test("an instance that was taken out of the state is found again by its owner tag", async () => {
  const { platform, project } = await setUp(program(`new Act365Instance("crm", keys);`));
  await project.up();
  const { id } = onlyInstance(platform);
  const { urn } = await onlyResource(project);
  await project.pulumi(["state", "delete", urn, "--yes", "--stack", "dev"]);

  const { output } = await project.up();
  expect(output).toContain(`warning: adopted instance ${id}`);
  expect(await onlyResource(project)).toMatchObject({ urn, id: String(id) });
  expect(onlyInstance(platform).id).toBe(id);
});

test("two instances with a declaration's owner tag stop its creation, which lists both", async () => {
  const { platform, project } = await setUp(program(`new Act365Instance("crm", keys);`));
  const tags = [ownerTag(`urn:pulumi:dev::project::${TYPE}::crm`)];
  const [a, b] = [1, 2].map(() => platform.others.create({ name: "copy", tags }));
  for (const instance of [a, b]) rememberSecret("token", instance?.token ?? "");

  const { output } = await project.up({ fails: true });
  expect(output).toContain("2 instances carry the owner tag");
  expect(output).toContain(`${a?.id} (created ${a?.createdDate}), ${b?.id} (created ${b?.createdDate})`);
  expect(platform.instances()).toEqual([a, b]);
});
