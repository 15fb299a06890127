import { type ConsumerOptions, createConsumer, live } from "./consumer";
import { npm, pnpm } from "./managers";
import { dependencies, NEWEST_SDK, OLDEST_SDK, TYPESCRIPT_5 } from "./packages";
import { COMMONJS, TSCONFIG, TYPESCRIPT } from "./programs";

/** What the program takes from another package of the workspace. */
const NAMES = {
  "packages/names/package.json": {
    name: "names",
    version: "1.0.0",
    private: true,
    main: "index.js",
    types: "index.d.ts",
  },
  "packages/names/index.js": 'exports.tags = ["sales"];\n',
  "packages/names/index.d.ts": "export const tags: string[];\n",
};

async function liveIn(options: ConsumerOptions): Promise<void> {
  const consumer = await createConsumer(options);
  const tags: string[][] = [];
  consumer.platform.onCommit(() => tags.push(...consumer.platform.instances().map(({ tags }) => tags)));
  await live(consumer);
  expect(tags[0]).toContain("sales");
}

test("npm workspaces: the program is one package, the packages are at the root", async () => {
  await liveIn({
    node: 24,
    sdk: OLDEST_SDK,
    install: npm,
    at: "packages/infrastructure",
    typescript: true,
    files: {
      ...NAMES,
      "package.json": { private: true, workspaces: ["packages/*"] },
      "packages/infrastructure/package.json": {
        name: "infrastructure",
        private: true,
        dependencies: dependencies(OLDEST_SDK, { typescript: TYPESCRIPT_5, names: "*" }),
      },
      "packages/infrastructure/tsconfig.json": TSCONFIG,
      "packages/infrastructure/index.ts": `import { tags } from "names";\n${TYPESCRIPT.replace('["sales"]', "tags")}`,
    },
  });
});

test("a pnpm workspace: the program is one package, and finds its own dependencies only", async () => {
  await liveIn({
    node: 22,
    sdk: NEWEST_SDK,
    install: pnpm,
    at: "packages/infrastructure",
    files: {
      ...NAMES,
      "package.json": { private: true },
      "pnpm-workspace.yaml": 'packages: ["packages/*"]\n',
      "packages/infrastructure/package.json": {
        name: "infrastructure",
        private: true,
        dependencies: dependencies(NEWEST_SDK, { names: "workspace:*" }),
      },
      "packages/infrastructure/index.js": COMMONJS.replace(
        "{ apiKey, developerKey }",
        '{ apiKey, developerKey, tags: require("names").tags }',
      ),
    },
  });
});
