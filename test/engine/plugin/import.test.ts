import { canary, rememberSecret } from "../../support/canary";
import { onlyInstance, requestsDuring, type Setup } from "../setUp";
import { crm, onlyResource, program, setUp } from "./setUp";

/** An instance that somebody made by hand. */
function byHand({ platform }: Setup): string {
  const keys = { username: canary("apiKey"), password: canary("developerKey") };
  const made = platform.others.create({ name: "by hand", tags: ["sales"], configuration: keys });
  rememberSecret("token", made.token);
  return String(made.id);
}

const importing = (id: string) => [
  "import",
  "act365:index:Instance",
  "crm",
  id,
  "--yes",
  "--protect=false",
  "--stack",
  "dev",
];

test("pulumi import takes an instance in without secrets, and one PUT completes it", async () => {
  const scene = await setUp(program(""));
  const { platform, project } = scene;
  const id = byHand(scene);
  const { output } = await project.pulumi([...importing(id), "--generate-code=false"]);
  expect(output).not.toMatch(/warning|bug/i);
  const imported = await onlyResource(project);
  expect(imported).toMatchObject({ id, secretInputs: [], inputs: { name: "by hand", tags: ["sales"] } });
  expect(imported.secretOutputs).toEqual(expect.arrayContaining(["apiKey", "token"]));

  project.program(crm({ name: "by hand", tags: ["sales"] }));
  const { output: preview } = await project.preview();
  expect(preview).toContain("1 to update");
  const requests = await requestsDuring(platform, project.up);
  expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([`PUT /instances/${id}`]);
  expect(String(onlyInstance(platform).id)).toBe(id);
  expect(await requestsDuring(platform, project.up)).toEqual([]);
});

test("the option import takes an instance in and changes it in one up", async () => {
  const scene = await setUp(program(""));
  const { platform, project } = scene;
  const id = byHand(scene);
  project.program(crm({ name: "by hand", tags: ["sales", "eu"] }, { import: id }));
  const requests = await requestsDuring(platform, project.up);
  expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([`PUT /instances/${id}`]);
  expect(await onlyResource(project)).toMatchObject({ id, outputs: { tags: ["sales", "eu"] } });
  project.program(crm({ name: "by hand", tags: ["sales", "eu"] }));
  expect(await requestsDuring(platform, project.up)).toEqual([]);
});

test("an id that does not exist is refused, and so is another element's", async () => {
  const { platform, project } = await setUp(program(""));
  const { output } = await project.pulumi([...importing("4711"), "--generate-code=false"], { fails: true });
  expect(output).toContain("There is no instance 4711 to import");
  const other = platform.others.create({ name: "other", elementKey: "closeio" });
  const refused = await project.pulumi([...importing(String(other.id)), "--generate-code=false"], { fails: true });
  expect(refused.output).toContain("belongs to the element closeio, not to Act! 365");
  expect(await project.resources()).not.toContainEqual(expect.objectContaining({ type: "act365:index:Instance" }));
});
