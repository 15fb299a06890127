import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateSdks, SCHEMA } from "../../tools/sdks/generate";
import { LANGUAGES } from "../../tools/sdks/languages";
import { failureOf } from "../support/canary";
import { temporaryFolder } from "../support/temporaryFolder";
import { contents, generated, ROOT } from "./sdks";

/** What must be in each SDK: the names that users write (design point 15). */
const NAMES: Readonly<Record<(typeof LANGUAGES)[number], Readonly<Record<string, readonly string[]>>>> = {
  nodejs: {
    "package.json": ['"name": "pulumi-act365-sdk"', '"name": "act365"'],
    "instance.ts": ["class Instance extends pulumi.CustomResource", "readonly token"],
    "getInstance.ts": ["export function getInstance("],
    "listInstances.ts": ["export function listInstances("],
    "types/input.ts": ["interface EventsArgs", "interface BasicAuthArgs"],
  },
  python: {
    "pyproject.toml": ['name = "pulumi_act365"'],
    "pulumi_act365/instance.py": ["class Instance(pulumi.CustomResource)"],
    "pulumi_act365/get_instance.py": ["def get_instance("],
    "pulumi_act365/list_instances.py": ["def list_instances("],
    "pulumi_act365/_inputs.py": ["class EventsArgs", "class BasicAuthArgs"],
  },
  go: {
    "act365/instance.go": ["package act365", "func NewInstance(", "func GetInstance("],
    "act365/getInstance.go": ["func LookupInstance("],
    "act365/listInstances.go": ["func ListInstances("],
    "act365/pulumiTypes.go": ["type EventsArgs struct", "type BasicAuthArgs struct"],
  },
  dotnet: {
    "logo.png": [readFileSync(join(ROOT, "docs", "images", "logo.png"), "latin1")],
    "PulumiAct365.Act365.csproj": ["<PackageIcon>logo.png</PackageIcon>"],
    "Instance.cs": ["namespace PulumiAct365.Act365", "partial class Instance"],
    "GetInstance.cs": ["public static class GetInstance", "InvokeAsync("],
    "ListInstances.cs": ["public static class ListInstances", "InvokeAsync("],
    "Inputs/EventsArgs.cs": ["class EventsArgs"],
    "Inputs/BasicAuthArgs.cs": ["class BasicAuthArgs"],
  },
  java: {
    "src/main/java/io/github/pulumiact365/act365/Instance.java": ["package io.github.pulumiact365.act365;"],
    "src/main/java/io/github/pulumiact365/act365/Act365Functions.java": ["getInstance(", "listInstances("],
    "src/main/java/io/github/pulumiact365/act365/inputs/EventsArgs.java": ["class EventsArgs"],
  },
};

test.each(LANGUAGES)(
  "the SDK for %s has the names that users write, and the same bytes each time",
  async (language) => {
    const files = contents(await generated(language));
    const again = contents(await generated(language));
    expect([...again]).toEqual([...files]);
    for (const [file, names] of Object.entries(NAMES[language])) {
      for (const name of names) expect(files.get(file)).toContain(name);
    }
  },
);

/** Where each SDK, as `pulumi package add` makes it, says which version of the plugin it asks for. */
const VERSIONS = {
  nodejs: "package.json",
  python: "pulumi_act365/pulumi-plugin.json",
  go: "act365/pulumi-plugin.json",
  dotnet: "pulumi-plugin.json",
  java: "src/main/resources/io/github/pulumiact365/act365/version.txt",
} as const;

test.each(LANGUAGES)("the SDK for %s asks for the plugin's own version", async (language) => {
  const { version } = JSON.parse(readFileSync(SCHEMA, "utf8"));
  const text = contents(await generated(language, { local: true })).get(VERSIONS[language]) ?? "";
  expect(text.startsWith("{") ? JSON.parse(text).version : text).toBe(version);
});

test("what stands in the way is not removed, and nothing is left of an SDK that could not be made", async () => {
  const out = temporaryFolder("out");
  mkdirSync(join(out, "go"));
  const refused = generateSdks({ schema: SCHEMA, out, languages: ["python", "go"], local: false });
  expect((await failureOf(refused)).message).toContain(`${join(out, "go")} exists already: remove it first`);

  const schema = join(out, "schema.json");
  writeFileSync(schema, JSON.stringify({ name: "act365", version: "1.0.0", resources: { nonsense: {} } }));
  const failed = generateSdks({ schema, out, languages: ["python"], local: false });
  expect((await failureOf(failed)).message).toMatch(/the SDK for python could not be generated:\n.*nonsense/s);
  expect(readdirSync(out).sort()).toEqual(["go", "schema.json"]);
});

test("a schema without a version, and one that is not there, are errors that say where to find one", async () => {
  const folder = temporaryFolder("schema");
  const schema = join(folder, "schema.json");
  writeFileSync(schema, JSON.stringify({ name: "act365" }));
  const out = join(folder, "out");
  const unversioned = await failureOf(generateSdks({ schema, out, languages: ["go"], local: false }));
  expect(unversioned.message).toContain("has no version: use provider/plugin/schema.json");
  const missing = generateSdks({ schema: join(folder, "other.json"), out, languages: ["go"], local: false });
  expect((await failureOf(missing)).message).toContain("`npm run build` makes provider/plugin/schema.json");
  expect(existsSync(out)).toBe(false);
});
