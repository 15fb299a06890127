import { join } from "node:path";
import { surroundings } from "../../../../tools/engine/surroundings";
import { obtainGenerators } from "../../../../tools/sdks/generators";
import type { Language } from "../../../../tools/sdks/languages";
import { failureOf } from "../../../support/canary";
import { ROOT } from "../../../support/docs/pages";
import { program, TestMachine } from "../engine/testMachine";

const LOGO = join(ROOT, "docs", "images", "logo.png");
const PULUMI = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];

let machine: TestMachine;
let called: string[];
beforeEach(() => {
  machine = new TestMachine();
  called = [];
});

async function generate(...languages: Language[]): Promise<string[]> {
  const { run, ...around } = surroundings(machine.options);
  const recording: typeof run = (file, args, options) => {
    called.push([file, ...args].join(" ").replaceAll(`${machine.folder}/`, ""));
    return run(file, args, options);
  };
  const generators = await obtainGenerators(languages, { ...around, run: recording });
  for (const language of languages) await generators.run(language, "schema.json", "out", true);
  return called.filter((call) => /^\S*(pulumi package|generator )/.test(call));
}

test("with Go, one program of our own has them all, but Java's, which its language host has", async () => {
  machine.onPath(["go", ...PULUMI, "pulumi-language-java"]);
  machine.goBuild = async (output) => {
    program(output, "generator");
    return { status: 0, stdout: "", stderr: "" };
  };
  expect(await generate("python", "java")).toEqual([
    `cache/sdks/generator -logo ${LOGO} -local python schema.json ${join("out", "python")}`,
    "path/pulumi package gen-sdk schema.json --language java --out out --local --non-interactive",
  ]);
  expect(machine.log[0]).toContain("Building the SDKs' code generators with Go. This takes about 2 minutes");
});

test("without Go, the hosts of the user's own Pulumi make them", async () => {
  machine.onPath([...PULUMI, "pulumi-language-python"]);
  expect(await generate("python", "nodejs")).toEqual([
    "path/pulumi package gen-sdk schema.json --language python --out out --local --non-interactive",
    "path/pulumi package gen-sdk schema.json --language nodejs --out out --local --non-interactive",
  ]);
});

test("with neither, the error names what to install", async () => {
  machine.onPath(PULUMI);
  const { message } = await failureOf(generate("python"));
  expect(message).toContain("install Pulumi with its language hosts");
  expect(message).toContain("install Go 1.26");
});
