import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Language, Parser } from "web-tree-sitter";
import { contents, generated, ROOT } from "./sdks";

const EXAMPLE = join(ROOT, "examples", "csharp-plugin", "Program.cs");

/** Lines that C#'s grammar does not know, "file:line" each. There is no compiler of C# to be had from a package registry. */
async function syntaxErrors(files: ReadonlyMap<string, string>): Promise<string[]> {
  await Parser.init();
  const grammar = require.resolve("tree-sitter-c-sharp/tree-sitter-c_sharp.wasm");
  const parser = new Parser().setLanguage(await Language.load(readFileSync(grammar)));
  return [...files].flatMap(([file, text]) => {
    const tree = parser.parse(text);
    const faults = tree?.rootNode.descendantsOfType(["ERROR"]) ?? [];
    if (tree !== null && !tree.rootNode.hasError) return [];
    return [`${file}:${(faults[0]?.startPosition.row ?? 0) + 1}`];
  });
}

test("the SDK for .NET and its example are C#", async () => {
  const sdk = [...contents(await generated("dotnet"))].filter(([file]) => file.endsWith(".cs"));
  expect(sdk.length).toBeGreaterThan(8);
  const example = readFileSync(EXAMPLE, "utf8");
  expect(await syntaxErrors(new Map([...sdk, ["Program.cs", example]]))).toEqual([]);
  expect(await syntaxErrors(new Map([["broken.cs", "class A { int b = ; }"]]))).toEqual(["broken.cs:1"]);
});

test("the example for .NET names what the SDK has", async () => {
  const sdk = contents(await generated("dotnet"));
  const [resource = "", args = ""] = (sdk.get("Instance.cs") ?? "").split("class InstanceArgs");
  const example = readFileSync(EXAMPLE, "utf8");
  const properties = (text: string) =>
    [...text.matchAll(/^ +public [^(\n]*?(\w+)$|^ +public .*? (\w+) *\{/gm)].flatMap(([, a, b]) => a ?? b ?? []);
  const inputs = [...example.matchAll(/^ +(\w+) = .*,$/gm)].map(([, name]) => name);
  const outputs = [...example.matchAll(/crm\.(\w+)/g)].map(([, name]) => name);
  expect(inputs).toEqual(["ApiKey", "DeveloperKey", "Tags"]);
  expect(properties(args)).toEqual(expect.arrayContaining(inputs));
  expect(outputs).toEqual(["InstanceId", "Token"]);
  expect(properties(resource)).toEqual(expect.arrayContaining(outputs));
});

test("the example for .NET tells the SDK's types from Pulumi's, which also has a Config", async () => {
  const config = contents(await generated("dotnet")).get("Config/Config.cs");
  expect(config).toMatch(/namespace PulumiAct365\.Act365\s*\{\s*public static class Config\b/);
  const example = readFileSync(EXAMPLE, "utf8");
  expect(example).toContain("using Pulumi;");
  expect(example).not.toContain("using PulumiAct365.Act365;");
});
