import { canary, rememberSecret } from "../support/canary";
import { crm, onlyInstance, onlyResource, program, requestsDuring, type Setup, setUp } from "./setUp";

/** An instance that somebody made by hand, with these tags. */
function made({ platform }: Setup, tags: string[]) {
  const theirs = platform.others.create({ name: "made by hand", tags, configuration: { "pagination.max": "99" } });
  rememberSecret("token", theirs.token);
  return theirs;
}

test("adoptId adopts an instance that others made, brings it to the declared state, and is ignored from then on", async () => {
  const setup = await setUp(crm());
  const { platform, project, apiKey, developerKey } = setup;
  const { id, token, configuration } = made(setup, ["old"]);
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
  const setup = await setUp(crm());
  const { platform, project } = setup;
  const theirs = made(setup, ["pulumi:other/prod/crm:0123456789"]);
  project.program(crm({ adoptId: String(theirs.id) }));

  const { output } = await project.up({ fails: true });
  expect(output).toContain("belongs to another declaration");
  expect(output).toContain("pulumi:other/prod/crm:0123456789");
  expect(onlyInstance(platform)).toEqual(theirs);
});

test("adoptId refuses an instance that does not exist, and creates none", async () => {
  const { platform, project } = await setUp(crm({ adoptId: "99999" }));
  const { output } = await project.up({ fails: true });
  expect(output).toContain("adoptId: there is no instance 99999 to adopt");
  expect(platform.instances()).toEqual([]);
});

describe("without the developer key", () => {
  const body = (inputs: object) => program(`new Act365Instance("crm", ${JSON.stringify(inputs)});`);
  const withKey = (inputs: object) => program(`new Act365Instance("crm", { ...keys, ...${JSON.stringify(inputs)} });`);
  /** An instance that somebody made by hand with the API key, and a program that adopts it without the other key. */
  async function adopting(inputs: object = {}) {
    const setup = await setUp(program(""));
    const { platform, project, apiKey } = setup;
    const theirs = platform.others.create({
      name: "by hand",
      tags: ["old"],
      configuration: { username: apiKey, password: canary("their developerKey") },
    });
    rememberSecret("token", theirs.token);
    const declared = { apiKey: { secret: true }, ...inputs };
    const text = (given: object) =>
      body({ ...declared, ...given }).replace('"apiKey":{"secret":true}', '"apiKey":process.env.API_KEY');
    project.program(text({ adoptId: String(theirs.id) }));
    return { ...setup, theirs, text };
  }

  test("adoptId adopts by PATCH; name, tags and enabled change, and refresh shows drift", async () => {
    const { platform, project, theirs, text } = await adopting();
    const { id } = theirs;
    expect(await requestsDuring(platform, project.up)).toEqual([
      `GET /instances/${id}`,
      "GET /elements/actessentials/instances",
      `PATCH /instances/${id}`,
    ]);
    expect(onlyInstance(platform)).toMatchObject({ name: "crm", configuration: theirs.configuration });
    const { outputs, secretOutputs } = await onlyResource(project);
    expect(outputs).not.toHaveProperty("developerKey");
    expect(secretOutputs).toEqual(["apiKey", "token"]);

    project.program(text({ tags: ["eu"], enabled: false }));
    expect(await requestsDuring(platform, project.up)).toEqual([
      `PATCH /instances/${id}`,
      `DELETE /instances/${id}/enabled`,
    ]);
    platform.others.change(id, { name: "drifted" });
    await project.refresh();
    expect((await onlyResource(project)).inputs).toMatchObject({ name: "drifted" });
    expect(await requestsDuring(platform, project.up)).toEqual([`PATCH /instances/${id}`]);
    expect(await requestsDuring(platform, project.up)).toEqual([]);
  });

  test("a change that needs a PUT fails in the preview; with the key it is one PUT", async () => {
    const { platform, project, theirs, text } = await adopting();
    await project.up();
    const configuration = { "pagination.max": 50 };
    project.program(text({ configuration }));
    const { output } = await project.preview({ fails: true });
    expect(output).toContain("developerKey is missing; find it in the Act! developer portal");

    project.program(withKey({ configuration }));
    expect(await requestsDuring(platform, project.up)).toEqual([`PUT /instances/${theirs.id}`]);
    expect((await onlyResource(project)).outputs).toHaveProperty("developerKey");
    expect(await requestsDuring(platform, project.up)).toEqual([]);
    project.program(text({ configuration }));
    expect((await project.preview({ fails: true })).output).toContain("developerKey is missing");
  });

  test("adoptId refuses an instance that would need a PUT, before anything is changed", async () => {
    const { platform, project, theirs } = await adopting({ configuration: { "pagination.max": 50 } });
    const { output } = await project.up({ fails: true });
    expect(output).toContain("developerKey (find it in the Act! developer portal)");
    expect(onlyInstance(platform)).toEqual(theirs);
  });

  test("a new instance is refused in the preview", async () => {
    const { project, text } = await adopting();
    project.program(text({}));
    expect((await project.preview({ fails: true })).output).toContain("developerKey is missing");
  });
});
