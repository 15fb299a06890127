import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitepress";
import { codeBreaks } from "./codeBreaks.mjs";
import { siteLinks } from "./links.mjs";
import { onSite, sidebar } from "./pages.mjs";

const ROOT = join(import.meta.dirname, "..", "..");
const { homepage, description } = JSON.parse(readFileSync(join(ROOT, "provider/package.json"), "utf8"));
const repository = homepage.replace(/#.*/, "");

/** The folders and files with pages; everything else in Markdown is none. */
const PAGES =
  /^((README|CHANGELOG|CONTRIBUTING|SECURITY)\.md|docs\/.*\.md|simulator\/README\.md|examples\/([\w-]+\/)?README\.md)$/;

export default defineConfig({
  title: "pulumi-act365",
  description,
  base: process.env["SITE_BASE"] ?? "/",
  srcDir: "..",
  srcExclude: [
    "{provider,test,tools,bench,reports,coverage,site}/**",
    "**/node_modules/**",
    // For Pulumi's Registry.
    "docs/{_index,installation-configuration}.md",
  ],
  outDir: "../site",
  rewrites: (page) => onSite(page),
  markdown: {
    // GitHub's anchors, which the links in the pages use.
    anchor: {
      slugify: (text) =>
        text
          .toLowerCase()
          .replace(/[^\p{L}\p{N}\s_-]/gu, "")
          .replace(/\s/g, "-"),
    },
    config: (markdown) => {
      siteLinks(markdown, (file) => PAGES.test(file) && existsSync(join(ROOT, file)), `${repository}/blob/main`);
      codeBreaks(markdown);
    },
  },
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    nav: [
      { text: "Getting started", link: "/docs/getting-started" },
      { text: "Guides", link: "/docs/" },
      { text: "Reference", link: "/docs/reference" },
      { text: "API", link: "/docs/api/" },
    ],
    sidebar: sidebar(ROOT),
    socialLinks: [{ icon: "github", link: repository }],
  },
});
