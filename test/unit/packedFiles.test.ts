import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");

/** The files that npm would publish. */
function packed(name: string): string[] {
  const args = ["pack", "--dry-run", "--json", "--workspace", name];
  const output = execFileSync("npm", args, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  // Before the JSON stands what scripts print.
  const [{ files }] = JSON.parse(output.slice(output.search(/^\[/m)));
  return files.map(({ path }: { path: string }) => path).sort();
}

test("pulumi-act365 is published with its compiled sources, its texts, and nothing else: not the plugin", () => {
  const sources = readdirSync(join(ROOT, "provider", "src"), { recursive: true, encoding: "utf8" });
  const compiled = sources
    .filter((file) => file.endsWith(".ts") && !file.startsWith("plugin"))
    .flatMap((file) => [".js", ".d.ts"].map((extension) => `dist/${file.replace(/\.ts$/, extension)}`));
  // Where more is there, it was compiled from files that are gone: `npm run clean && npm run build`.
  expect(packed("pulumi-act365")).toEqual(
    [...compiled, "CHANGELOG.md", "bin/pulumi-act365.js", "LICENSE", "README.md", "package.json"].sort(),
  );
});

test("act365-simulator is published with its command, its module, its texts, and no sources", () => {
  const files = packed("act365-simulator");
  const needed = [
    "LICENSE",
    "README.md",
    "bin/act365-simulator.js",
    "dist/index.d.ts",
    "dist/index.js",
    "package.json",
  ];
  expect(files).toEqual(expect.arrayContaining(needed));
  const others = files.filter((file) => !/^(bin|dist)\/.*\.(js|d\.ts)$/.test(file));
  expect(others.filter((file) => file !== "CHANGELOG.md")).toEqual(["LICENSE", "README.md", "package.json"]);
});

test("there is no PulumiPlugin.yaml, which would make the CLI install packages instead of running the plugin's one file", () => {
  const tracked = execFileSync("git", ["ls-files"], { cwd: ROOT, encoding: "utf8" }).split("\n");
  expect(tracked.length).toBeGreaterThan(100);
  expect(tracked.filter((file) => /PulumiPlugin\.ya?ml$/.test(file))).toEqual([]);
  expect(readdirSync(join(ROOT, "provider", "plugin")).filter((file) => /PulumiPlugin\.ya?ml$/.test(file))).toEqual([]);
});
