import { join } from "node:path";
import { createConsumer, live } from "./consumer";
import { bun, pnpm, yarn } from "./managers";
import { dependencies, NEWEST_SDK, OLDEST_SDK } from "./packages";
import { COMMONJS, ESM } from "./programs";

test("pnpm, which links strictly", async () => {
  const consumer = await createConsumer({
    node: 22,
    sdk: NEWEST_SDK,
    install: pnpm,
    files: { "package.json": { private: true, dependencies: dependencies(NEWEST_SDK) }, "index.js": COMMONJS },
  });
  await live(consumer);
});

test("Yarn with the node-modules linker", async () => {
  const consumer = await createConsumer({
    node: 20,
    sdk: OLDEST_SDK,
    install: yarn,
    files: {
      ".yarnrc.yml": "nodeLinker: node-modules\n",
      "package.json": { private: true, type: "module", dependencies: dependencies(OLDEST_SDK) },
      "index.js": ESM,
    },
  });
  await live(consumer);
});

test("Yarn Plug'n'Play, in an environment as `yarn exec` makes it", async () => {
  const consumer = await createConsumer({
    node: 22,
    sdk: undefined,
    install: yarn,
    files: {
      ".yarnrc.yml": "nodeLinker: pnp\n",
      "package.json": { private: true, dependencies: dependencies(NEWEST_SDK) },
      "index.js": COMMONJS,
    },
    environment: (folder) => ({ NODE_OPTIONS: `--require ${join(folder, ".pnp.cjs")}` }),
  });
  await live(consumer);
});

test("Bun as the package manager", async () => {
  const consumer = await createConsumer({
    node: 24,
    sdk: NEWEST_SDK,
    install: bun,
    files: { "package.json": { private: true, dependencies: dependencies(NEWEST_SDK) }, "index.js": COMMONJS },
  });
  await live(consumer);
});
