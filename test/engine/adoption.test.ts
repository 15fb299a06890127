import { rememberSecret } from "../support/canary";
import { crm, onlyInstance, onlyResource, requestsDuring, type Stage, stage } from "./stage";

/** An instance that somebody made by hand, with these tags. */
function made({ platform }: Stage, tags: string[]) {
  const theirs = platform.others.create({ name: "made by hand", tags, configuration: { "pagination.max": "99" } });
  rememberSecret("token", theirs.token);
  return theirs;
}

test("adoptId takes over an instance that others made, brings it to the declared state, and is ignored from then on", async () => {
  const set = await stage(crm());
  const { platform, project, apiKey, developerKey } = set;
  const { id, token, configuration } = made(set, ["old"]);
  project.program(crm({ adoptId: String(id), tags: ["sales"], enabled: false }));

  const requests = await requestsDuring(platform, project.up);
  expect(requests).toEqual([
    `GET /instances/${id}`,
    "GET /elements/actessentials/instances",
    `PUT /instances/${id}`,
    `DELETE /instances/${id}/enabled`,
  ]);
  expect(onlyInstance(platform)).toMatchObject({
    id,
    token,
    name: "crm",
    disabled: true,
    tags: expect.arrayContaining(["sales", expect.stringMatching(/^pulumi:project\/dev\/crm:/)]),
    configuration: { ...configuration, username: apiKey, password: developerKey },
  });
  expect(onlyInstance(platform).tags).toHaveLength(2);
  expect(await onlyResource(project)).toMatchObject({ id: String(id), outputs: { token, tags: ["sales"] } });

  project.program(crm({ tags: ["sales"], enabled: false }));
  expect(await requestsDuring(platform, project.up)).toEqual([]);
  expect(await requestsDuring(platform, project.destroy)).toEqual([`DELETE /instances/${id}`]);
});

test("adoptId refuses an instance of another declaration, and names that one", async () => {
  const set = await stage(crm());
  const { platform, project } = set;
  const theirs = made(set, ["pulumi:other/prod/crm:0123456789"]);
  project.program(crm({ adoptId: String(theirs.id) }));

  const { output } = await project.up({ fails: true });
  expect(output).toContain("belongs to another declaration");
  expect(output).toContain("pulumi:other/prod/crm:0123456789");
  expect(onlyInstance(platform)).toEqual(theirs);
});

test("adoptId refuses an instance that is not there, and makes none", async () => {
  const { platform, project } = await stage(crm({ adoptId: "99999" }));
  const { output } = await project.up({ fails: true });
  expect(output).toContain("adoptId: there is no instance 99999 to adopt");
  expect(platform.instances()).toEqual([]);
});
