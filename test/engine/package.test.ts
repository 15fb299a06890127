import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { canary } from "../support/canary";
import { startPlatform } from "../support/platform";
import { plainEnvironment } from "../support/plugin";
import { createProject, type Project } from "../support/pulumi";
import { credentials, onlyInstance, onlyResource } from "./stage";

const ROOT = join(__dirname, "..", "..");
const TYPESCRIPT_COMPILER = "typescript@5.9.3";
/** The oldest SDK that the peer range takes; all other tests run with the one that the checkout installs. */
const OLDEST_SDK = "@pulumi/pulumi@3.216.0";
/** The newest one that was tried. Newer engines want an SDK of at least 3.268.0 for `Act365Instance.get`. */
const NEWEST_SDK = "@pulumi/pulumi@3.270.0";

const COMMONJS = `
const { Act365Instance } = require("pulumi-act365");
const { API_KEY: apiKey, DEVELOPER_KEY: developerKey } = process.env;
const crm = new Act365Instance("from-commonjs", { apiKey, developerKey });
module.exports = { token: crm.token };`;

const ESM = `
import { Act365Instance } from "pulumi-act365";
const { API_KEY: apiKey, DEVELOPER_KEY: developerKey } = process.env;
const crm = new Act365Instance("from-esm", { apiKey, developerKey });
export const token = crm.token;`;

const TYPESCRIPT = `
import * as pulumi from "@pulumi/pulumi";
import { Act365Instance, type Act365InstanceArgs } from "pulumi-act365";
const args: Act365InstanceArgs = {
  apiKey: process.env["API_KEY"] ?? "",
  developerKey: pulumi.secret(process.env["DEVELOPER_KEY"] ?? ""),
  tags: ["sales"],
};
const crm: Act365Instance = new Act365Instance("from-typescript", args);
export const token: pulumi.Output<string> = crm.token;`;

let packed: string;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "act365-pack-"));
  const output = await run(
    "npm",
    ["pack", "--json", "--workspace", "pulumi-act365", "--pack-destination", folder],
    ROOT,
  );
  // Before the JSON stands what scripts print.
  const [{ filename }] = JSON.parse(output.slice(output.search(/^\[/m)));
  packed = join(folder, filename);
});

afterAll(() => rmSync(join(packed, ".."), { recursive: true, force: true }));

/** Runs a package manager as a user would, without what `npm test` puts into the environment. */
async function run(command: string, args: string[], cwd: string): Promise<string> {
  const environment = Object.entries(plainEnvironment()).filter(([name]) => !/^npm_/i.test(name));
  const { stdout } = await promisify(execFile)(command, args, { cwd, env: Object.fromEntries(environment) });
  return stdout;
}

/** An empty folder that is a package. */
function consumer(): string {
  const folder = mkdtempSync(join(tmpdir(), "act365-consumer-"));
  packageJson(folder, {});
  return folder;
}

function packageJson(folder: string, more: Record<string, unknown>): void {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, ...more }));
}

async function projectIn(folder: string, program: string) {
  const platform = await startPlatform();
  const environment = { ...credentials(platform), API_KEY: canary("apiKey"), DEVELOPER_KEY: canary("developerKey") };
  const project = await createProject({ folder, program, typescript: true, environment });
  return { platform, project };
}

async function names(project: Project): Promise<unknown> {
  return (await onlyResource(project)).outputs["name"];
}

test("installed by npm beside the oldest SDK, the package works in CommonJS, ESM and TypeScript programs", async () => {
  const folder = consumer();
  await run(
    "npm",
    ["install", "--no-audit", "--no-fund", "--prefer-offline", packed, OLDEST_SDK, TYPESCRIPT_COMPILER],
    folder,
  );
  const { platform, project } = await projectIn(folder, COMMONJS);
  await project.up();
  expect(await names(project)).toBe("from-commonjs");
  expect(await project.outputs()).toEqual({ token: onlyInstance(platform).token });

  packageJson(folder, { type: "module" });
  project.program(ESM);
  await project.up();
  expect(await names(project)).toBe("from-esm");
  expect(await project.outputs()).toEqual({ token: onlyInstance(platform).token });

  packageJson(folder, {});
  rmSync(join(folder, "index.js"));
  project.program(TYPESCRIPT, "index.ts");
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { strict: true, types: [] } }));
  await project.up();
  expect(await names(project)).toBe("from-typescript");
  expect(await project.outputs()).toEqual({ token: onlyInstance(platform).token });

  project.program(TYPESCRIPT.replace('tags: ["sales"]', "tags: [7]"), "index.ts");
  expect((await project.up({ fails: true })).output).toContain(
    "Type 'number' is not assignable to type 'Input<string>'",
  );
  await project.destroy();
  expect(platform.instances()).toEqual([]);
});

test("installed by pnpm, which links strictly, beside the newest SDK, the package works", async () => {
  const folder = consumer();
  const pnpm = join(dirname(require.resolve("pnpm")), "bin", "pnpm.cjs");
  const strictly = ["add", "--config.hoist=false", "--prefer-offline"];
  await run(process.execPath, [pnpm, ...strictly, packed, NEWEST_SDK, TYPESCRIPT_COMPILER], folder);
  const { platform, project } = await projectIn(folder, COMMONJS);
  await project.up();
  expect(await names(project)).toBe("from-commonjs");
  await project.refresh();
  expect((await project.up()).output).toContain("2 unchanged");
  await project.destroy();
  expect(platform.instances()).toEqual([]);
});
