import { createConsumer, live } from "./consumer";
import { npm } from "./managers";
import { dependencies, NEWEST_SDK, OLDEST_SDK, TYPESCRIPT_5, TYPESCRIPT_6 } from "./packages";
import { COMMONJS, ESM, MISTYPED, TSCONFIG, TYPESCRIPT } from "./programs";

test(`the oldest pair: a CommonJS program, SDK ${OLDEST_SDK}, Node.js 20`, async () => {
  const consumer = await createConsumer({
    node: 20,
    sdk: OLDEST_SDK,
    install: npm,
    files: { "package.json": { private: true, dependencies: dependencies(OLDEST_SDK) }, "index.js": COMMONJS },
  });
  await live(consumer);
});

test(`an ESM program, SDK ${NEWEST_SDK}, Node.js 26`, async () => {
  const consumer = await createConsumer({
    node: 26,
    sdk: NEWEST_SDK,
    install: npm,
    files: {
      "package.json": { private: true, type: "module", dependencies: dependencies(NEWEST_SDK) },
      "index.js": ESM,
    },
  });
  await live(consumer);
});

test.each([
  { typescript: TYPESCRIPT_5, sdk: OLDEST_SDK, node: 22 },
  { typescript: TYPESCRIPT_6, sdk: NEWEST_SDK, node: 24 },
  { typescript: TYPESCRIPT_6, sdk: NEWEST_SDK, node: 26 },
] as const)("a program in TypeScript $typescript, SDK $sdk, Node.js $node", async ({ typescript, sdk, node }) => {
  const consumer = await createConsumer({
    node,
    sdk,
    install: npm,
    typescript: true,
    files: {
      "package.json": { private: true, dependencies: dependencies(sdk, { typescript }) },
      "tsconfig.json": TSCONFIG,
      "index.ts": MISTYPED.program,
    },
  });
  expect((await consumer.project.up({ fails: true })).output).toContain(MISTYPED.message);
  consumer.project.program(TYPESCRIPT, "index.ts");
  await live(consumer);
});
