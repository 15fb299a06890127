import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pluginSchema } from "../../../../provider/src/plugin/schema";
import type { ObjectTypeSpec, PropertySpecs } from "../../../../provider/src/plugin/schema/spec";

const PROVIDER = join(__dirname, "..", "..", "..", "..", "provider");
const schema = pluginSchema("1.2.3");
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

test("the schema in the repository is what the sources make, without a version: else run `npm run schema`", () => {
  const committed = JSON.parse(readFileSync(join(PROVIDER, "schema.json"), "utf8"));
  expect(committed).toEqual(plain(pluginSchema()));
  expect(committed.version).toBeUndefined();
});

test("every property, type, function and resource says what it is", () => {
  const described: [string, { description?: string }][] = [];
  const add = (name: string, value: { description?: string }) => described.push([name, value]);
  const addAll = (name: string, properties: PropertySpecs = {}) => {
    for (const [key, value] of Object.entries(properties)) add(`${name}.${key}`, value);
  };
  const addObject = (name: string, object: ObjectTypeSpec) => {
    add(name, object);
    addAll(name, object.properties);
  };
  addAll("config", schema.config.variables);
  add("provider", schema.provider);
  for (const [token, type] of Object.entries(schema.types)) addObject(token, type);
  for (const [token, resource] of Object.entries(schema.resources)) {
    addObject(token, resource);
    addAll(`${token} inputs`, resource.inputProperties);
    addAll(`${token} list`, resource.listInputs?.properties);
  }
  for (const [token, { description, inputs, outputs }] of Object.entries(schema.functions)) {
    add(token, { description });
    addAll(`${token} inputs`, inputs.properties);
    addObject(`${token} outputs`, outputs);
  }
  expect(described.length).toBeGreaterThan(60);
  for (const [name, { description }] of described) expect({ name, description }).toMatchObject({ description: /./ });
});

test("the logo is a picture in this repository, of a kind that package registries show", () => {
  const [, path = ""] =
    /^https:\/\/raw\.githubusercontent\.com\/[\w-]+\/[\w-]+\/main\/(.+)$/.exec(schema.logoUrl) ?? [];
  const image = readFileSync(join(PROVIDER, "..", path));
  // NuGet takes no SVG.
  expect(image.subarray(1, 4).toString("latin1")).toBe("PNG");
});
