import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROGRAM_LANGUAGES } from "../../tools/languages/ready";
import { ROOT } from "../support/docs/pages";
import { argumentsIn, copyOfCheckout, npmStart } from "../support/npmStart";

const ownFiles = (checkout: string, example: string) => readdirSync(join(checkout, "examples", example)).sort();

test("npm start in Python creates, the commands that it prints work as printed, and --destroy leaves nothing", async () => {
  const checkout = copyOfCheckout("python-plugin");
  const before = ownFiles(checkout, "python-plugin");
  const first = await npmStart(checkout, ["--language", "python"]);
  expect(first).toMatch(/Done: the instance is as the program declares it/);
  expect(first).toMatch(/token +\[secret\]/);
  expect(await npmStart(checkout, ["--language", "python"])).toMatch(/No changes/);

  const said: string[] = [];
  for (const [, npm, edit] of first.matchAll(/^ {2}(?:npm start -- (.*?)|edit (\S+)) {2,}/gm)) {
    if (npm !== undefined) said.push(await npmStart(checkout, argumentsIn(npm)));
    if (edit !== undefined) retag(join(checkout, edit));
  }
  const [preview, tagged, drifted, refreshed, token, destroyed] = said;
  expect(preview).toMatch(/2 unchanged/);
  expect(tagged).toMatch(/1 updated/);
  expect(drifted).toContain("npm start -- --language python refresh --yes");
  expect(refreshed).toMatch(/name/);
  expect(token?.trim().split("\n").at(-1)).toMatch(/^[\w+/]{43}=$/);
  expect(destroyed).toMatch(/2 deleted/);
  expect(existsSync(join(checkout, ".quickstart-python"))).toBe(false);
  expect(ownFiles(checkout, "python-plugin")).toEqual(before);
});

function retag(file: string): void {
  writeFileSync(file, readFileSync(file, "utf8").replace("sales", "vip"));
}

test.each(["yaml", "go", "java", "typescript"] as const)(
  "npm start in %s creates an instance, and --destroy without a language deletes it, too",
  async (language) => {
    const checkout = copyOfCheckout(`${language}-plugin`);
    const before = ownFiles(checkout, `${language}-plugin`);
    const first = await npmStart(checkout, ["--language", language]);
    expect(first).toMatch(/Done: the instance is as the program declares it/);
    expect(first).toContain(`edit examples/${language}-plugin/${PROGRAM_LANGUAGES[language].program}`);
    expect(await npmStart(checkout, ["--destroy"])).toMatch(/2 deleted/);
    expect(existsSync(join(checkout, `.quickstart-${language}`))).toBe(false);
    expect(ownFiles(checkout, `${language}-plugin`)).toEqual(before);
  },
);

test("where a language is missing, npm start says what to install, before it makes anything", async () => {
  const checkout = copyOfCheckout("java-plugin");
  const path = process.env["PATH"];
  process.env["PATH"] = join(ROOT, "node_modules", ".bin");
  try {
    const failed = await npmStart(checkout, ["--language", "java"]).catch((error: Error) => error.message);
    expect(failed).toContain("To run Java programs, this machine lacks:");
    expect(failed).toContain("mvn: install Maven (https://maven.apache.org/install.html)");
    expect(existsSync(join(checkout, ".quickstart-java"))).toBe(false);
  } finally {
    process.env["PATH"] = path;
  }
});
