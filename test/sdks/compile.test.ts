import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { surroundings } from "../../tools/engine/surroundings";
import { go } from "../../tools/languages/go";
import { python } from "../../tools/languages/python";
import { temporaryFolder } from "../support/temporaryFolder";
import { generated, ROOT } from "./sdks";

const run = promisify(execFile);

// Programs in TypeScript, Python, Go and Java compile their SDKs as well, as far as they use them: test/languages.

test("the SDK for Node.js compiles as its own tsconfig.json says", async () => {
  const sdk = await generated("nodejs");
  symlinkSync(join(ROOT, "node_modules"), join(sdk, "node_modules"));
  await run(process.execPath, [require.resolve("typescript/bin/tsc"), "--project", sdk]);
});

test("every module of the SDK for Python can be imported", async () => {
  const project = temporaryFolder("python");
  mkdirSync(join(project, "sdks"));
  renameSync(await generated("python"), join(project, "sdks", "act365"));
  const around = surroundings({});
  await python.install?.(project, around);
  const environment = await python.environment?.(project, around);
  const everyModule = [
    "import pkgutil, importlib, pulumi_act365",
    "names = [m.name for m in pkgutil.walk_packages(pulumi_act365.__path__, 'pulumi_act365.')]",
    "[importlib.import_module(name) for name in names]",
    "print(*sorted(names))",
  ];
  const { stdout } = await run("python", ["-c", everyModule.join("\n")], { env: { ...process.env, ...environment } });
  expect(stdout).toMatch(/pulumi_act365\.config\.vars pulumi_act365\.get_instance pulumi_act365\.instance/);
});

test("every package of the SDK for Go passes `go vet`", async () => {
  const sdk = await generated("go");
  // It depends on the same modules as the example, whose sums are known.
  copyFileSync(join(ROOT, "examples", "go-plugin", "go.sum"), join(sdk, "go.sum"));
  const env = { ...process.env, ...(await go.environment?.(sdk, surroundings({}))) };
  await run("go", ["vet", "-mod=mod", "./..."], { cwd: sdk, env });
});
