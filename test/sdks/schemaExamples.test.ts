import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { temporaryFolder } from "../support/temporaryFolder";
import { generated, ROOT } from "./sdks";

const run = promisify(execFile);

/** The TypeScript programs in the schema's descriptions. */
function programs(): string[] {
  const schema = readFileSync(join(ROOT, "provider", "schema.json"), "utf8");
  const { resources, functions } = JSON.parse(schema) as Record<string, Record<string, { description: string }>>;
  const texts = [...Object.values(resources ?? {}), ...Object.values(functions ?? {})];
  return texts.flatMap(({ description }) =>
    [...description.matchAll(/```typescript\n([\s\S]*?)```/g)].map(([, code = ""]) => code),
  );
}

test("the schema's TypeScript examples compile with the SDK, and one that names a property wrongly does not", async () => {
  const folder = temporaryFolder("examples");
  mkdirSync(join(folder, "node_modules"));
  const installed = join(ROOT, "node_modules");
  for (const name of ["@pulumi", "@types"]) symlinkSync(join(installed, name), join(folder, "node_modules", name));
  symlinkSync(await generated("nodejs"), join(folder, "node_modules", "pulumi-act365-sdk"));
  const compilerOptions = { strict: true, skipLibCheck: true, noEmit: true, preserveSymlinks: true, module: "node16" };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  const compile = () => run(process.execPath, [require.resolve("typescript/bin/tsc"), "--project", folder]);

  const all = programs();
  expect(all.length).toBeGreaterThanOrEqual(4);
  for (const [index, program] of all.entries()) writeFileSync(join(folder, `example${index}.ts`), program);
  await compile();

  writeFileSync(join(folder, "wrong.ts"), (all[0] ?? "").replace("tags:", "tagz:"));
  const faults = await compile().then(
    () => "none",
    ({ stdout }) => String(stdout),
  );
  expect(faults).toMatch(/wrong\.ts\(\d+,\d+\): error .*'tagz' does not exist in type 'InstanceArgs'/);
});
