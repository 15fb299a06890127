import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The checkout. */
export const ROOT = join(__dirname, "..", "..", "..");

/** The pages in Markdown that users and contributors read, as paths from the checkout. */
export const pages: readonly string[] = [
  ...["README.md", "CONTRIBUTING.md", "SECURITY.md", "simulator/README.md", "examples/README.md"],
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
  ...readdirSync(join(ROOT, "examples"))
    .map((name) => `examples/${name}/README.md`)
    .filter((file) => existsSync(join(ROOT, file))),
];
