import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { onlyInstance, requestsDuring } from "../engine/setUp";
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
