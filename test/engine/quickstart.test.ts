import { execFile } from "node:child_process";
import { cpSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { observe } from "../support/canary";
import { plainEnvironment } from "../support/plugin";
import { temporaryFolder } from "../support/temporaryFolder";

const ROOT = join(__dirname, "..", "..");

/** What `npm start` needs of the checkout, in a folder of its own: it keeps what it makes beside itself. */
function copyOfCheckout(): string {
  const copy = temporaryFolder("checkout");
  for (const part of ["Pulumi.yaml", "examples/quickstart", "tools/dist"]) {
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  }
  for (const manifest of ["package.json", "tools/engine/cli", "tools/engine/language-host"]) {
    cpSync(join(ROOT, manifest), join(copy, manifest), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  return copy;
}

/** What the example's README says after `npm start --`. */
function commandsInReadme(): Set<string> {
  const readme = readFileSync(join(ROOT, "examples", "quickstart", "README.md"), "utf8");
  return new Set([...readme.matchAll(/`npm start(?: -- (.*?))?`/g)].map(([, words = ""]) => words));
}

test("npm start creates, the commands that it prints work as printed, and --destroy leaves nothing", async () => {
  const checkout = copyOfCheckout();
  const start = async (...args: string[]) => {
    const main = join(checkout, "tools", "dist", "start", "main.js");
    const options = { cwd: checkout, env: plainEnvironment() };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [main, ...args], options);
    if (!args.includes("--show-secrets")) observe(`npm start -- ${args.join(" ")}`, stdout + stderr);
    return stdout + stderr;
  };
  const first = await start();
  expect(first).toMatch(/Done: the instance is as the program declares it/);
  expect(first).toMatch(/token +\[secret\]/);
  expect(await start()).toMatch(/No changes: the instance is as the program declares it/);

  const printed = [...first.matchAll(/^ {2}npm start(?: -- (.*?))? {2,}/gm)].map(([, words = ""]) => words);
  expect(new Set(printed)).toEqual(commandsInReadme());
  const said: string[] = [];
  for (const words of printed)
    said.push(
      await start(
        ...words
          .split(" ")
          .filter(Boolean)
          .map((word) => word.replace(/"/g, "")),
      ),
    );

  const [preview, , tagged, , refreshed, token, destroyed] = said;
  expect(preview).toMatch(/2 unchanged/);
  expect(tagged).toMatch(/1 updated/);
  expect(refreshed).toMatch(/name/);
  expect(token?.trim().split("\n").at(-1)).toMatch(/^[\w+/]{43}=$/);
  expect(destroyed).toMatch(/2 deleted/);
  expect(existsSync(join(checkout, ".quickstart"))).toBe(false);
});
