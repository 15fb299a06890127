import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../support/docs/pages";

const page = readFileSync(join(ROOT, "docs/getting-started.md"), "utf8");
const { version } = JSON.parse(readFileSync(join(ROOT, "provider/package.json"), "utf8"));

test("getting started shows how to install from a clone, with the files that npm pack makes", () => {
  for (const name of ["pulumi-act365", "act365-simulator"]) expect(page).toContain(`/${name}-${version}.tgz`);
});

test("getting started puts no secret on cURL's command line, and calls the reader's own host", () => {
  const [call = ""] = /curl [\s\S]*?```/.exec(page) ?? [];
  expect(call).toContain("--header @-");
  expect(call).toContain("$(pulumi stack output baseUrl)");
  expect(call).not.toMatch(/Secret|show-secrets|api\.cloud-elements/);
});

test("getting started says what two local backends with the same names do to each other, and what to set", () => {
  const [warning = ""] = /^> [\s\S]*?\n\n/m.exec(page) ?? [];
  for (const words of ["pulumi login --local", "adopts", "deletes", "act365:ownerTag"])
    expect(warning).toContain(words);
});
