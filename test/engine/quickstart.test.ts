import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/docs/pages";
import { argumentsIn, copyOfCheckout, npmStart } from "../support/npmStart";

/** What the example's README says after `npm start --`. */
function commandsInReadme(): Set<string> {
  const readme = readFileSync(join(ROOT, "examples", "quickstart", "README.md"), "utf8");
  return new Set([...readme.matchAll(/`npm start(?: -- (.*?))?`/g)].map(([, words = ""]) => words));
}

test("npm start creates, the commands that it prints work as printed, and --destroy leaves nothing", async () => {
  const checkout = copyOfCheckout();
  const start = (...args: string[]) => npmStart(checkout, args);
  const first = await start();
  expect(first).toMatch(/Done: the instance is as the program declares it/);
  expect(first).toMatch(/token +\[secret\]/);
  expect(await start()).toMatch(/No changes: the instance is as the program declares it/);

  const printed = [...first.matchAll(/^ {2}npm start(?: -- (.*?))? {2,}/gm)].map(([, words = ""]) => words);
  expect(new Set(printed)).toEqual(commandsInReadme());
  const said: string[] = [];
  for (const words of printed) said.push(await start(...argumentsIn(words)));

  const [preview, , tagged, , refreshed, token, destroyed] = said;
  expect(preview).toMatch(/2 unchanged/);
  expect(tagged).toMatch(/1 updated/);
  expect(refreshed).toMatch(/name/);
  expect(token?.trim().split("\n").at(-1)).toMatch(/^[\w+/]{43}=$/);
  expect(destroyed).toMatch(/2 deleted/);
  expect(existsSync(join(checkout, ".quickstart"))).toBe(false);
});
