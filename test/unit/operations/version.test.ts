import { readFileSync } from "node:fs";
import { join } from "node:path";
import { version } from "../../../provider/src/operations/version";

test("the version is the one that the package publishes", () => {
  const manifest = JSON.parse(readFileSync(join(__dirname, "..", "..", "..", "provider", "package.json"), "utf8"));
  expect(version()).toBe(manifest.version);
  expect(version()).toMatch(/^\d+\.\d+\.\d+/);
});
