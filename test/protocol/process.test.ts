import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { GetSchemaRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { EXECUTABLE } from "../../tools/plugin/launcher";
import { PLUGIN_FOLDER } from "../../tools/plugin/manifest";
import { afterTest } from "../support/cleanUp";
import { Provider } from "./provider";
import { setUp, up } from "./setUp";

const { version } = JSON.parse(readFileSync(join(__dirname, "..", "..", "provider", "package.json"), "utf8"));

/** What the plugin prints when it is run with this option. */
async function printed(option: string): Promise<string> {
  const child = spawn(join(PLUGIN_FOLDER, EXECUTABLE), [option], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (data) => {
    text += data;
  });
  expect(await once(child, "close")).toEqual([0, null]);
  return text;
}

/** Whether a process runs. */
function runs(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

test("standard output holds the port alone, and standard error nothing", async () => {
  const { provider } = await setUp();
  await up(provider);
  expect(provider.printed.stdout).toMatch(/^\d+\n$/);
  expect(provider.printed.stderr).toBe("");
});

test("--version and --schema print these, and the process says the same", async () => {
  expect(await printed("--version")).toBe(`${version}\n`);
  const schema = JSON.parse(await printed("--schema"));
  expect(schema).toMatchObject({ name: "act365", version });
  const provider = await Provider.start();
  const { client } = provider;
  const info = await provider.call<{ getVersion(): string }>((done) => client.getPluginInfo(new Empty(), done));
  expect(info.getVersion()).toBe(version);
  const request = new GetSchemaRequest();
  const response = await provider.call<{ getSchema(): string }>((done) => client.getSchema(request, done));
  expect(JSON.parse(response.getSchema())).toEqual(schema);
});

test.each(["SIGINT", "SIGTERM"] as const)("%s ends it at once", async (signal) => {
  const { process: child } = await Provider.start();
  const start = Date.now();
  child.kill(signal);
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(Date.now() - start).toBeLessThan(1_500);
});

test("it ends soon after the process that started it, even one that was killed", async () => {
  const executable = join(PLUGIN_FOLDER, EXECUTABLE);
  const parent = spawn(
    process.execPath,
    [
      "-e",
      `const child = require("node:child_process").spawn(${JSON.stringify(executable)}, { stdio: ["ignore", "pipe", "ignore"], detached: true });
       child.stdout.once("data", () => console.log(child.pid));
       setInterval(() => {}, 1000);`,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  afterTest(() => void parent.kill("SIGKILL"));
  const [line] = await once(parent.stdout, "data");
  const id = Number(line);
  afterTest(() => {
    if (runs(id)) process.kill(id, "SIGKILL");
  });
  expect(runs(id)).toBe(true);
  parent.kill("SIGKILL");
  await once(parent, "exit");
  const start = Date.now();
  while (runs(id)) await setTimeout(50);
  expect(Date.now() - start).toBeLessThan(10_000);
});
