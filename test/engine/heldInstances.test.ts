import { onlyInstance, onlyResource, program, requestsDuring, setUp } from "./setUp";

const WITHOUT_OWNER_TAGS = { project: { configuration: { "act365:ownerTag": "false" } } };
const STACK = ["--yes", "--skip-preview", "--stack", "dev"];

const declares = (...lines: string[]) => program(lines.join("\n"));
const adopting = (name: string, id: string | number, options = "{}") =>
  `new Act365Instance(${JSON.stringify(name)}, { ...keys, name: ${JSON.stringify(name)}, adoptId: "${id}" }, ${options});`;

/** A platform with an instance that somebody made by hand, and a program that adopts it as "crm". */
async function adopted() {
  const setup = await setUp(declares(), WITHOUT_OWNER_TAGS);
  const { id } = setup.platform.others.create({ name: "by hand" });
  setup.project.program(declares(adopting("crm", id)));
  await setup.project.up();
  return { ...setup, id };
}

test("a forced replacement never deletes the live instance, not even if a transformation sets deleteBeforeReplace: false", async () => {
  const { platform, project } = await setUp(
    declares(
      "pulumi.runtime.registerStackTransformation(({ props, opts }) => ({",
      "  props, opts: pulumi.mergeOptions(opts, { deleteBeforeReplace: false }),",
      "}));",
      'new Act365Instance("crm", keys);',
    ),
  );
  await project.up();
  const { id, token } = onlyInstance(platform);
  const { urn } = await onlyResource(project);
  const { output } = await project.pulumi(["up", "--replace", urn, ...STACK]);
  expect(output).toContain(`warning: adopted instance ${id}`);
  expect(output).toContain(`warning: instance ${id} was not deleted`);
  expect(onlyInstance(platform)).toMatchObject({ id, token });
  expect(await onlyResource(project)).toMatchObject({ id: String(id), outputs: { token } });
  expect(await requestsDuring(platform, project.up)).toEqual([]);
});

test("without owner tags, a renamed resource with the same adoptId adopts its instance, which is not deleted", async () => {
  const { platform, project, id } = await adopted();
  project.program(declares(adopting("customers", id)));
  const { output } = await project.up();

  expect(onlyInstance(platform)).toMatchObject({ id, name: "customers" });
  expect((await onlyResource(project)).urn).toMatch(/::customers$/);
  expect(output).toContain(`warning: instance ${id} was not deleted`);
  expect(await requestsDuring(platform, project.up)).toEqual([]);
  await project.destroy();
  expect(platform.instances()).toEqual([]);
});

test("a second declaration with the same adoptId is refused before anything is written", async () => {
  const { platform, project, id } = await adopted();
  // Without dependsOn, the second may be created before the first is diffed, which makes it hold its instance: see the
  // host test about the warning.
  project.program(declares(`const crm = ${adopting("crm", id)}`, adopting("second", id, "{ dependsOn: crm }")));
  let output = "";
  const requests = await requestsDuring(platform, async () => {
    output = (await project.up({ fails: true })).output;
  });
  expect(output).toContain(`Instance ${id} is already managed by another resource of this program`);
  expect(requests).toEqual([`GET /instances/${id}`]);
  expect(onlyInstance(platform)).toMatchObject({ id, name: "crm" });
});

test("of two declarations that came to share an instance, one can be removed", async () => {
  const { platform, project, id } = await adopted();
  // Such as older versions let two declarations adopt one after the other.
  const { output: exported } = await project.pulumi(["stack", "export", "--stack", "dev"]);
  const state = JSON.parse(exported);
  const first = state.deployment.resources.find(({ id: resource }: { id?: string }) => resource === String(id));
  state.deployment.resources.push({ ...first, urn: first.urn.replace(/crm$/, "second") });
  project.program(JSON.stringify(state), "shared.json");
  await project.pulumi(["stack", "import", "--file", "shared.json", "--stack", "dev"]);

  const { output } = await project.up();
  expect(output).toContain(`warning: instance ${id} was not deleted`);
  expect(onlyInstance(platform)).toMatchObject({ id, name: "crm" });
  expect(await onlyResource(project)).toMatchObject({ id: String(id) });
});

test("the old instance of a killed replacement is deleted on the platform, and the new one stays", async () => {
  const { platform, project } = await setUp(declares('new Act365Instance("crm", keys);'));
  await project.up();
  const { id } = onlyInstance(platform);
  const { output: exported } = await project.pulumi(["stack", "export", "--stack", "dev"]);
  const state = JSON.parse(exported);
  const live = state.deployment.resources.find(({ id: resource }: { id?: string }) => resource === String(id));
  const leftover = platform.others.create({ name: "leftover" });
  state.deployment.resources.push({ ...live, id: String(leftover.id), delete: true });
  project.program(JSON.stringify(state), "leftover.json");
  await project.pulumi(["stack", "import", "--file", "leftover.json", "--stack", "dev"]);

  await project.up();
  expect(onlyInstance(platform).id).toBe(id);
  expect(await onlyResource(project)).toMatchObject({ id: String(id) });
});

const REMOVED = declares();
const KEPT = declares('new Act365Instance("crm", keys);');
test.each([
  ["destroy", ["destroy", ...STACK], KEPT],
  ["destroy --run-program", ["destroy", "--run-program", ...STACK], KEPT],
  ["destroy --refresh", ["destroy", "--refresh", ...STACK], KEPT],
  ["destroy --refresh --run-program", ["destroy", "--refresh", "--run-program", ...STACK], KEPT],
  ["up, removed from the program", ["up", ...STACK], REMOVED],
  ["up --refresh, removed from the program", ["up", "--refresh", ...STACK], REMOVED],
])("%s deletes the instance on the platform", async (_, command, text) => {
  const { platform, project } = await setUp(KEPT);
  await project.up();
  const { id } = onlyInstance(platform);
  project.program(text);
  const requests = await requestsDuring(platform, () => project.pulumi(command));
  expect(requests).toContain(`DELETE /instances/${id}`);
  expect(platform.instances()).toEqual([]);
});

test("without owner tags, of two declarations with one name and one adoptId, the second is refused", async () => {
  const { platform, project } = await setUp(declares(), WITHOUT_OWNER_TAGS);
  const { id } = platform.others.create({ name: "by hand" });
  const declared = (resource: string, options: string) =>
    `new Act365Instance("${resource}", { ...keys, name: "crm", adoptId: "${id}" }, ${options});`;
  project.program(declares(`const first = ${declared("first", "{}")}`, declared("second", "{ dependsOn: first }")));
  const { output } = await project.up({ fails: true });
  expect(output).toContain(`Instance ${id} is already managed by another resource of this program`);
  expect((await onlyResource(project)).urn).toMatch(/::first$/);
});
