import { createConsumer, live } from "./consumer";
import { npm, run } from "./managers";
import { dependencies, ESBUILD, NEWEST_SDK } from "./packages";
import { TYPESCRIPT } from "./programs";

const SDK_OUTSIDE = ["--external:@pulumi/pulumi"];

test.each([
  ["with the packages left outside, CommonJS", ["--packages=external", "--format=cjs"], "bin/index.js"],
  ["with the packages left outside, ESM", ["--packages=external", "--format=esm"], "bin/index.mjs"],
  ["with pulumi-act365 inside, and installed too", [...SDK_OUTSIDE, "--format=cjs"], "bin/index.js"],
])("a program bundled by esbuild %s", async (_how, options, main) => {
  const consumer = await createConsumer({
    node: 22,
    sdk: NEWEST_SDK,
    install: npm,
    main,
    files: {
      "package.json": { private: true, dependencies: dependencies(NEWEST_SDK, { esbuild: ESBUILD }) },
      "src/index.ts": TYPESCRIPT,
    },
    build: (folder, path) =>
      run(
        "npx",
        ["--no", "esbuild", "src/index.ts", "--bundle", "--platform=node", `--outfile=${main}`, ...options],
        folder,
        path,
      ),
  });
  await live(consumer);
});
