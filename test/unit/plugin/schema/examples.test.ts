import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pluginSchema } from "../../../../provider/src/plugin/schema";
import { INSTANCE_EXAMPLE } from "../../../../provider/src/plugin/schema/examples/instance";

const EXAMPLES = join(__dirname, "..", "..", "..", "..", "examples");
const { resources, functions } = pluginSchema();
const described = [...Object.entries(resources), ...Object.entries(functions)];

test.each([
  ["typescript", "typescript-plugin/index.ts"],
  ["python", "python-plugin/__main__.py"],
  ["go", "go-plugin/main.go"],
  ["csharp", "csharp-plugin/Program.cs"],
  ["java", "java-plugin/src/main/java/example/App.java"],
] as const)("the schema's first example in %s is the program of an example project", (language, file) => {
  expect(INSTANCE_EXAMPLE[language].trim()).toBe(readFileSync(join(EXAMPLES, file), "utf8").trim());
});

test("the schema's first example in YAML is what an example project declares", () => {
  const project = readFileSync(join(EXAMPLES, "yaml-plugin", "Pulumi.yaml"), "utf8");
  expect(project.endsWith(`\n${INSTANCE_EXAMPLE.yaml.trim()}\n`)).toBe(true);
});

test.each(described)("%s has an example in every language", (_token, { description = "" }) => {
  const blocks = [...description.matchAll(/^```(\w+)$/gm)].map(([, language]) => language);
  const all = ["typescript", "python", "go", "csharp", "java", "yaml"];
  expect(blocks.length).toBeGreaterThan(0);
  expect(blocks).toEqual(Array.from({ length: blocks.length / all.length }, () => all).flat());
  expect(description.match(/\{\{% example %\}\}/g)?.length).toBe(blocks.length / all.length);
});
