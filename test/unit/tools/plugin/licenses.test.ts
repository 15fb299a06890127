import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundledPackages, licensesOf } from "../../../../tools/plugin/licenses";
import { thrownBy } from "../../../support/canary";
import { temporaryFolder } from "../../../support/temporaryFolder";

function packageIn(root: string, name: string, files: Readonly<Record<string, string>>): string {
  const folder = `node_modules/${name}`;
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, "package.json"), JSON.stringify({ name, version: "1.2.3", license: "MIT" }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(root, folder, file), text);
  return folder;
}

test("a package is bundled if any of its code is, wherever npm put it", () => {
  const inputs = {
    "node_modules/b/index.js": { bytesInOutput: 1 },
    "node_modules/@scope/a/lib/x.js": { bytesInOutput: 5 },
    "node_modules/b/node_modules/c/c.js": { bytesInOutput: 2 },
    "node_modules/shaken/index.js": { bytesInOutput: 0 },
    "provider/src/plugin/main.ts": { bytesInOutput: 9 },
  };
  const outputs = { "bundle.js": { bytes: 17, inputs, imports: [], exports: [] } };
  expect(bundledPackages({ inputs: {}, outputs })).toEqual([
    "node_modules/@scope/a",
    "node_modules/b",
    "node_modules/b/node_modules/c",
  ]);
});

test("all license files of a package are given, whole", () => {
  const root = temporaryFolder("licenses");
  const folder = packageIn(root, "@scope/a", {
    LICENSE: "Mine.\n",
    "LICENSE-parts.md": "Theirs.",
    "index.js": "a module",
  });
  const text = licensesOf([folder], root);
  expect(text).toContain("@scope/a 1.2.3 (MIT)\n\nMine.\n\nTheirs.\n");
  expect(text).not.toContain("a module");
});

test("a package without a license among its files stops the release", () => {
  const root = temporaryFolder("licenses");
  const folder = packageIn(root, "bare", { "index.js": "a module" });
  const failure = thrownBy(() => licensesOf([folder], root));
  expect(failure.message).toBe("bare 1.2.3, which is bundled, has no license among its files");
});
