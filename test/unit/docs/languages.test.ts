import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { PROGRAM_LANGUAGES } from "../../../tools/languages/ready";
import { ROOT } from "../../support/docs/pages";

const read = (...path: string[]) => readFileSync(join(ROOT, ...path), "utf8");
const page = read("docs", "languages.md");
const { version } = JSON.parse(read("provider", "package.json"));

/** The examples through the plugin, with the program of each. */
const EXAMPLES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(PROGRAM_LANGUAGES).map(([language, { program }]) => [language, program])),
  csharp: "Program.cs",
};

test("each tab of the page on languages is the program of an example, and no example is missing", () => {
  const [group = ""] = /^::: code-group\n[\s\S]*?^:::$/m.exec(page) ?? [];
  const tabs = [...group.matchAll(/^```\w+ \[.+\]\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
  const programs = Object.entries(EXAMPLES).map(([language, file]) => read("examples", `${language}-plugin`, file));
  expect(tabs.sort()).toEqual(programs.sort());
});

test.each(Object.keys(EXAMPLES))(
  "the example in %s asks for this version of the plugin, and so does its README",
  (language) => {
    const { packages } = parse(read("examples", `${language}-plugin`, "Pulumi.yaml"));
    const [, server] = /package add \S+ --server (\S+)/.exec(page) ?? [];
    expect(packages).toEqual({ act365: { source: "act365", version, pluginDownloadURL: server } });
    for (const text of [page, read("examples", `${language}-plugin`, "README.md")]) {
      expect(text).toContain(`pulumi package add act365@${version} --server ${server}`);
    }
  },
);

test("the page names every language that npm start takes", () => {
  const [section = ""] = /^## See it work[\s\S]*?(?=^## )/m.exec(page) ?? [];
  for (const language of Object.keys(PROGRAM_LANGUAGES)) expect(section).toMatch(new RegExp(`\\b${language}\\b`));
});

test("the versions of Pulumi's SDKs that the page names are those of the examples", () => {
  const go = /pulumi\/sdk\/v3 v(\S+)/.exec(read("examples/go-plugin/go.mod"))?.[1];
  const java = /<artifactId>pulumi<\/artifactId>\s*<version>(\S+)<\/version>/.exec(
    read("examples/java-plugin/pom.xml"),
  )?.[1];
  expect(page.replace(/\s+/g, " ")).toContain(`Go with ${go}, and Java on 17 with ${java} and Maven`);
  expect(existsSync(join(ROOT, "examples/go-plugin/go.sum"))).toBe(true);
});
