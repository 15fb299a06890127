import { pluginSchema } from "../../../../provider/src/plugin/schema";

const schema = pluginSchema("1.2.3");
const { "act365:index:Instance": instance } = schema.resources;
const { "act365:index:Events": events, "act365:index:BasicAuth": basicAuth } = schema.types;

const secretsOf = (properties: Readonly<Record<string, { secret?: true }>> = {}) =>
  Object.keys(properties).filter((name) => properties[name]?.secret);

test("an instance takes the inputs of the contract, and only the key that the platform shows is required", () => {
  expect(Object.keys(instance?.inputProperties ?? {})).toEqual([
    "name",
    "apiKey",
    "developerKey",
    "tags",
    "enabled",
    "events",
    "configuration",
    "verify",
    "adoptId",
  ]);
  expect(instance?.requiredInputs).toEqual(["apiKey"]);
});

test("an instance gives its inputs and what the platform adds; optional is only what may be missing", () => {
  const optional = Object.keys(instance?.properties ?? {}).filter((name) => !instance?.required?.includes(name));
  expect(optional).toEqual(["developerKey", "events", "configuration", "adoptId", "ownerTag"]);
  expect(instance?.required).toEqual([
    ...["instanceId", "token", "elementId", "organizationId", "accountId", "createdDate", "valid", "baseUrl"],
    ...["name", "apiKey", "tags", "enabled", "verify"],
  ]);
});

test("what is always secret is marked, wherever it stands", () => {
  expect(secretsOf(schema.config.variables)).toEqual(["userSecret", "organizationSecret"]);
  expect(secretsOf(schema.provider.inputProperties)).toEqual(["userSecret", "organizationSecret"]);
  expect(secretsOf(instance?.inputProperties)).toEqual(["apiKey", "developerKey"]);
  expect(secretsOf(instance?.properties)).toEqual(["token", "apiKey", "developerKey"]);
  expect(secretsOf(events?.properties)).toEqual(["callbackHeaders", "signatureKey"]);
  expect(secretsOf(basicAuth?.properties)).toEqual(["password"]);
});

test("no SDK writes defaults or environment variables into the inputs, and so into the state", () => {
  expect(JSON.stringify({ ...schema, language: {} })).not.toMatch(/"default(Info)?":/);
});

test("a stack that declared its instances with the dynamic resource finds them under the new type", () => {
  expect(instance?.aliases).toEqual([{ type: "pulumi-nodejs:dynamic/act365:Act365Instance" }]);
});

test("a list can be narrowed down by tag and name", () => {
  expect(Object.keys(instance?.listInputs?.properties ?? {})).toEqual(["tag", "name"]);
});

test("a schema without a version promises no SDK that can be packed", () => {
  expect(schema).toMatchObject({ version: "1.2.3", meta: { supportPack: true } });
  expect(pluginSchema()).not.toHaveProperty("version");
  expect(pluginSchema()).not.toHaveProperty("meta");
});
