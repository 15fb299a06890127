import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");
const REPOSITORY = "https://github.com/pulumi-act365/pulumi-act365";

const fieldsOf = (folder: string) => JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8"));

test("engines of the package and of the checkout ask for what undici asks for", () => {
  const needed = JSON.parse(readFileSync(join(ROOT, "node_modules", "undici", "package.json"), "utf8")).engines.node;
  expect(needed).toBe(">=20.18.1");
  expect(fieldsOf("provider").engines.node).toBe(needed);
  expect(fieldsOf(".").engines.node).toBe(needed);
});

test("undici stays at 7: its next major needs Node.js 22", () => {
  expect(fieldsOf("provider").dependencies.undici).toMatch(/^\^7\./);
});

test.each([
  ["provider", `${REPOSITORY}#readme`],
  ["simulator", `${REPOSITORY}/tree/main/simulator#readme`],
])("the package.json of %s says where it is developed, and where to report bugs", (directory, homepage) => {
  expect(fieldsOf(directory)).toMatchObject({
    repository: { type: "git", url: `git+${REPOSITORY}.git`, directory },
    homepage,
    bugs: { url: `${REPOSITORY}/issues` },
  });
});
