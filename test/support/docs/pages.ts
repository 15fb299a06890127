import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The checkout. */
export const ROOT = join(__dirname, "..", "..", "..");

/** What Pulumi's Registry shows; it has links and tabs of its own, so these pages are no part of the site. */
export const REGISTRY_PAGES: readonly string[] = ["docs/_index.md", "docs/installation-configuration.md"];

/** The pages in Markdown that users and contributors read, as paths from the checkout. */
export const pages: readonly string[] = [
  ...["README.md", "CONTRIBUTING.md", "SECURITY.md", "simulator/README.md", "examples/README.md"],
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`)
    .filter((page) => !REGISTRY_PAGES.includes(page)),
  ...readdirSync(join(ROOT, "examples"))
    .map((name) => `examples/${name}/README.md`)
    .filter((file) => existsSync(join(ROOT, file))),
];
