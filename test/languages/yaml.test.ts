import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { onlyInstance, requestsDuring } from "../engine/setUp";
import { ROOT } from "../support/docs/pages";
import { everyVerb, importOf } from "./everyVerb";
import { setUpLanguage } from "./setUp";

test("a program in YAML creates, leaves alone, changes, repairs and deletes an instance", async () => {
  await everyVerb(await setUpLanguage("yaml"));
});

test("a program in YAML goes on with an instance that was imported", async () => {
  await importOf(await setUpLanguage("yaml"));
});

test("pulumi import writes a program without secrets, and with the keys added, one PUT makes it the declaration", async () => {
  const { platform, project, keys } = await setUpLanguage("yaml");
  const made = platform.others.create({
    name: "by hand",
    tags: ["sales"],
    configuration: { username: keys.apiKey, password: keys.developerKey },
  });
  const { output } = await project.pulumi([
    ...["import", "act365:index:Instance", "crm", String(made.id), "--protect=false", "--yes", "--stack", "dev"],
  ]);
  const written = output.slice(output.indexOf("resources:\n")).trimEnd();
  expect(parse(written).resources.crm).toEqual({
    type: "act365:Instance",
    properties: { apiKey: "", name: "by hand", tags: ["sales"] },
  });

  const [beginning = ""] = readFileSync(join(project.folder, "Pulumi.yaml"), "utf8").split(/^resources:$/m);
  const lines = Object.keys(keys).map((key) => `$1${key}: $\{${key}}`);
  const withKeys = written.replace(/^( *)apiKey: ""$/m, lines.join("\n"));
  project.program(`${beginning}${withKeys}\n`, "Pulumi.yaml");
  const requests = await requestsDuring(platform, project.up);
  expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([`PUT /instances/${made.id}`]);
  expect(onlyInstance(platform)).toMatchObject({ id: made.id, name: "by hand" });
});

test("a stack moves from the dynamic resource in TypeScript to YAML, and back, without a request that changes anything", async () => {
  const { platform, project } = await setUpLanguage("yaml");
  const inYaml = readFileSync(join(project.folder, "Pulumi.yaml"), "utf8");
  symlinkSync(join(ROOT, "node_modules"), join(project.folder, "node_modules"));
  project.program(`
const config = new (require("@pulumi/pulumi").Config)();
const { Act365Instance } = require("pulumi-act365");
const keys = { apiKey: config.requireSecret("apiKey"), developerKey: config.requireSecret("developerKey") };
exports.instanceId = new Act365Instance("crm", { ...keys, tags: ["sales"] }).instanceId;
`);
  const inNode = "name: act365-yaml\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n";
  project.program(inNode, "Pulumi.yaml");
  await project.up();
  const { id, tags } = onlyInstance(platform);

  for (const program of [inYaml, inNode]) {
    project.program(program, "Pulumi.yaml");
    const { output } = await project.preview();
    expect(output).not.toMatch(/to (create|replace|delete)/);
    expect(await requestsDuring(platform, project.up)).toEqual([]);
    expect(onlyInstance(platform)).toMatchObject({ id, tags });
  }
  await project.destroy();
  expect(platform.instances()).toEqual([]);
});
