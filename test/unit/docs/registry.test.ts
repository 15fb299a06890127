import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SETTING } from "../../../provider/src/platform/settingNames";
import { INSTANCE_EXAMPLE } from "../../../provider/src/plugin/schema/examples/instance";
import { languages } from "../../../provider/src/plugin/schema/languages";
import { REGISTRY_PAGES, ROOT } from "../../support/docs/pages";

const read = (page: string) => readFileSync(join(ROOT, page), "utf8");
const [overview = "", installation = ""] = REGISTRY_PAGES.map(read);

/** What breaks when the Registry renders a page, which has none of the repository's other files. */
function faults(page: string): string[] {
  const images = [...page.matchAll(/<img[^>]+src=["'](?!https?:)|!\[[^\]]*\]\((?!https?:)/g)];
  const links = [...page.matchAll(/<a[^>]+href=["'](?!https?:|#)|(?<!!)\[[^\]]*\]\((?!https?:|#)/g)];
  const delimiters = [...page.matchAll(/\{\{\s+[<%]/g)];
  return [...images, ...links, ...delimiters].map(([text]) => text);
}

test.each(REGISTRY_PAGES)("%s has what the Registry asks for, and nothing that breaks there", (page) => {
  expect(read(page)).toMatch(/^---\ntitle: \S.*\nmeta_desc: \S.*\nlayout: package\n---\n/);
  expect(faults(read(page))).toEqual([]);
});

test("a relative image, a relative link and a torn shortcode are found", () => {
  const page =
    '![a](./b.png) <img src="c.png"> [d](e.md) <a href="/f"> {{ < chooser [h](https://example.com/i.md) [j](#k)';
  expect(faults(page)).toEqual(["![a](", '<img src="', "[d](", '<a href="', "{{ <"]);
});

test("the overview shows the schema's example, in every language and in its order", () => {
  const { title: _, ...programs } = INSTANCE_EXAMPLE;
  const blocks = [
    ...overview.matchAll(/\{\{% choosable language (\w+) %\}\}\n\n```\1\n([\s\S]*?)\n```\n\n\{\{% \/choosable %\}\}/g),
  ];
  expect(blocks.map(([, language, code]) => [language, code])).toEqual(
    Object.entries(programs).map(([language, code]) => [language, code.trim()]),
  );
  expect(overview).toContain(`{{< chooser language "${Object.keys(programs).join(",")}" >}}`);
});

test("the installation page names every setting, its variable, and every SDK", () => {
  for (const setting of Object.values(SETTING)) {
    expect(installation).toContain(`| \`${setting.key}\``);
    if ("variable" in setting) expect(installation).toContain(`\`${setting.variable}\``);
  }
  const { nodejs, python, go, csharp, java } = languages;
  const names = [nodejs.packageName, python.packageName, go.importBasePath];
  const joined = [`${csharp.rootNamespace}.Act365`, `${java.basePackage}.act365`];
  for (const name of [...names, ...joined]) expect(installation).toContain(`\`${name}\``);
});

test("the pages about installing add the version of this checkout", () => {
  const { version } = JSON.parse(read("provider/package.json"));
  for (const page of [installation, read("docs/plugin.md")]) {
    expect(page).toContain(`pulumi package add act365@${version} --server github://api.github.com/`);
    expect(
      [...page.matchAll(/(?:act365@|resource act365 |-act365_|-v)(\d+\.\d+\.\d+)/g)].filter(
        ([, named]) => named !== version,
      ),
    ).toEqual([]);
  }
});
