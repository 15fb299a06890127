import { canary } from "../support/canary";
import { program, setUp } from "./setUp";

const SECRET = canary("misplacedSecret");

/** Declares one instance with these inputs (JavaScript) beside its keys, previews it, and gives what the engine says. */
async function refusal(inputs: string): Promise<string> {
  const { platform, project } = await setUp(program(`new Act365Instance("crm", { ...keys, ${inputs} });`), {
    project: { environment: { SECRET } },
  });
  const { output } = await project.preview({ fails: true });
  expect(platform.requests).toEqual([]);
  return output;
}

test("each wrong input is named with what would be right, all of them at once", async () => {
  const output = await refusal(`
    name: "<br>",
    apiKey: "",
    developerKey: "********",
    tags: ["sales", "pulumi:mine"],
    enabled: "yes",
    configuration: { username: "a", "event.notification.callback.url": "https://a.example", "filter.response.nulls": 1 },
    events: { callbackUrl: "ftp://receiver.example", pollIntervalMinutes: 0.5, basicAuth: { username: "me" } },
    verify: 1,
    adoptId: "new",`);
  for (const problem of [
    "name is empty",
    "apiKey is missing; find it in Act! 365",
    "developerKey is the mask that the platform shows instead of a key",
    'tags[1] begins with "pulumi:"',
    "enabled must be true or false",
    'configuration["username"] is the input apiKey; set it there',
    'configuration["event.notification.callback.url"] is also set by events',
    'configuration["filter.response.nulls"] must be true or false',
    "events.callbackUrl must be an http or https URL",
    "events.pollIntervalMinutes must be a whole number of minutes, at least 1",
    "events.basicAuth.password is missing",
    "verify must be true or false",
    "adoptId must be the id of an instance",
  ])
    expect(output).toContain(problem);
});

test("the value of a property that is or may hold a secret is never printed, whatever is wrong with it", async () => {
  const output = await refusal(`
    apiKey: process.env.SECRET + "\\n",
    developerKey: { key: process.env.SECRET },
    configuration: {
      password: process.env.SECRET,
      "instance.variables": { token: process.env.SECRET },
      "event.notification.basic.password": process.env.SECRET,
    },
    events: {
      callbackUrl: "ftp://me:" + process.env.SECRET + "@receiver.example",
      basicAuth: { username: "me", password: [process.env.SECRET] },
      signatureKey: 5,
      passphrase: process.env.SECRET,
    },`);
  // The scan for canaries follows; here only that each was looked at.
  for (const problem of [
    "apiKey ends with a line break",
    "developerKey must be a string",
    'configuration["password"] is the input developerKey',
    'configuration["instance.variables"] must be a string, number or boolean',
    'configuration["event.notification.basic.password"] is also set by events',
    "events.callbackUrl must be",
    "events.basicAuth.password must be a string",
    "events.signatureKey must be a string",
    "events.passphrase is not known",
  ])
    expect(output).toContain(problem);
});

test("what is not known yet in a preview is not judged", async () => {
  const { platform, project } = await setUp(
    program(`
const first = new Act365Instance("first", keys);
new Act365Instance("second", {
  ...keys,
  name: pulumi.interpolate\`after \${first.instanceId}\`,
  tags: [pulumi.interpolate\`after:\${first.instanceId}\`],
  configuration: { "instance.variables": first.createdDate, "filter.response.nulls": first.valid },
  events: first.valid.apply(() => ({ callbackUrl: "https://receiver.example" })),
});`),
  );
  const { output } = await project.preview();
  expect(output).toContain("3 to create");
  expect(platform.requests).toEqual([]);
  await project.up();
  const [first, second] = platform.instances();
  expect(second).toMatchObject({
    name: `after ${first?.id}`,
    tags: expect.arrayContaining([`after:${first?.id}`]),
    configuration: { "filter.response.nulls": "true", "event.notification.enabled": "true" },
  });
});
