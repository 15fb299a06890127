import { canary, rememberSecret } from "../support/canary";
import { onlyInstance, onlyResource, program, requestsDuring, setUp } from "./setUp";

const GET = program(`
const theirs = Act365Instance.get("theirs", process.env.INSTANCE);
exports.token = theirs.token;
exports.name = theirs.name;
exports.tags = theirs.tags;
exports.enabled = theirs.enabled;
exports.valid = theirs.valid;
exports.elementId = theirs.elementId;
exports.baseUrl = theirs.baseUrl;
`);

test("an instance of another program is read with its token, its secrets stay secret, and destroy does not delete it", async () => {
  const { platform, project } = await setUp(GET);
  const apiKey = canary("theirApiKey");
  const theirs = platform.others.create({
    name: "CRM of sales",
    tags: ["sales", "pulumi:other/prod/crm:0123456789"],
    configuration: { username: apiKey, password: canary("theirDeveloperKey") },
  });
  rememberSecret("token", theirs.token);
  const environment = { INSTANCE: String(theirs.id) };

  let output = "";
  const requests = await requestsDuring(platform, async () => {
    output = (await project.up({ environment })).output;
  });
  expect(requests).toEqual([`GET /instances/${theirs.id}`]);
  expect(output).toMatch(/token +: \[secret\]/);
  expect(await project.outputs()).toEqual({
    token: theirs.token,
    name: "CRM of sales",
    tags: ["sales"],
    enabled: true,
    valid: true,
    elementId: 7213,
    baseUrl: platform.url,
  });
  const { id, outputs, secretOutputs } = await onlyResource(project);
  expect(id).toBe(String(theirs.id));
  expect(outputs).toMatchObject({ apiKey, token: theirs.token });
  expect(outputs).not.toHaveProperty("developerKey");
  expect(secretOutputs).toEqual(["apiKey", "token"]);

  expect((await project.refresh({ environment })).output).toContain("2 unchanged");
  // The engine reads it again; nothing of it changed.
  expect((await project.preview({ environment })).output).not.toMatch(/^ *[-+~] /m);
  expect(await requestsDuring(platform, () => project.destroy({ environment }))).toEqual([]);
  expect(onlyInstance(platform)).toEqual(theirs);
});

test("an id that the platform does not know is an error that names it", async () => {
  const { project } = await setUp(program(`Act365Instance.get("theirs", "99999");`));
  const { output } = await project.up({ fails: true });
  expect(output).toContain("GET /instances/99999 returned 404");
});
