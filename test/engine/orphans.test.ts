import { act365 } from "./act365Command";
import { crm, onlyInstance, program, stage } from "./stage";

test("orphans finds what left the state without being deleted, and deletes it", async () => {
  const { platform, project } = await stage(crm());
  await project.up();
  expect(await act365(project, "orphans")).toMatchObject({ status: 0, output: "" });

  const { id } = onlyInstance(platform);
  const urn = "urn:pulumi:dev::project::pulumi-nodejs:dynamic/act365:Act365Instance::crm";
  await project.pulumi(["state", "delete", urn, "--yes", "--stack", "dev"]);
  project.program(program(""));
  const found = await act365(project, "orphans", "--json");
  expect(found.status).toBe(1);
  expect(JSON.parse(found.output)).toMatchObject([{ id: String(id), inState: false, owner: { resource: "crm" } }]);

  expect(await act365(project, "orphans", "--delete")).toMatchObject({ status: 2 });
  expect(await act365(project, "orphans", "--delete", "--yes")).toMatchObject({
    status: 0,
    messages: `${id}: deleted\n`,
  });
  expect(platform.instances()).toEqual([]);
});
