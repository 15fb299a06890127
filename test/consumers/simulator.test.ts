import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { canary } from "../support/canary";
import { afterTest } from "../support/cleanUp";
import { plainEnvironment } from "../support/plugin";
import { createProject } from "../support/pulumi";
import { temporaryFolder } from "../support/temporaryFolder";
import { npm, run } from "./managers";
import { dependencies, NEWEST_SDK, packed } from "./packages";
import { COMMONJS } from "./programs";

const PATH = process.env["PATH"] ?? "";

/** Starts the installed command; resolves to its URL. */
async function startCommand(folder: string, environment: NodeJS.ProcessEnv): Promise<string> {
  const command = join(folder, "node_modules", ".bin", "act365-simulator");
  const child: ChildProcess = spawn(command, ["--port", "0"], {
    env: { ...plainEnvironment(), ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  afterTest(async () => {
    child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
  });
  if (child.stdout === null) throw new Error("no output");
  for await (const line of createInterface(child.stdout)) {
    const [url] = /http:\S+/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error("the command ended without telling its URL");
}

test("the packed simulator serves as a command, and as a module", async () => {
  const folder = temporaryFolder("consumer");
  const devDependencies = { "act365-simulator": packed("act365-simulator") };
  const content = { private: true, dependencies: dependencies(NEWEST_SDK), devDependencies };
  writeFileSync(join(folder, "package.json"), JSON.stringify(content));
  await npm(folder, PATH);

  const secrets = {
    ACT365_USER_SECRET: canary("userSecret"),
    ACT365_ORGANIZATION_SECRET: canary("organizationSecret"),
  };
  const url = await startCommand(folder, secrets);
  const project = await createProject({
    folder,
    program: COMMONJS,
    environment: { ...secrets, ACT365_BASE_URL: url, API_KEY: canary("apiKey"), DEVELOPER_KEY: canary("developerKey") },
  });
  await project.up();
  expect((await project.up()).output).toContain("2 unchanged");
  await project.destroy();

  const module = `
import { startSimulator } from "act365-simulator";
const simulator = await startSimulator();
console.log(simulator.url);
await simulator.stop();`;
  writeFileSync(join(folder, "simulator.mjs"), module);
  expect(await run("node", ["simulator.mjs"], folder, PATH)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
});
