import { join } from "node:path";
import { EXECUTABLE } from "../../../tools/plugin/launcher";
import { PLUGIN_FOLDER } from "../../../tools/plugin/manifest";
import { canary, rememberSecret } from "../../support/canary";
import type { Project } from "../../support/pulumi";
import { expectNoProcesses } from "../setUp";
import { program, setUp } from "./setUp";

test("pulumi do lists instances and reads one, without any secret, and leaves no process behind", async () => {
  const { platform, project } = await setUp(program(""));
  await install(project);
  const made = platform.others.create({
    name: "by hand",
    tags: ["sales"],
    configuration: { username: canary("apiKey") },
  });
  rememberSecret("token", made.token);
  const json = async (...args: string[]) =>
    JSON.parse((await project.pulumi(["do", ...args, "--output", "json"])).output);
  expect(await json("act365:Instance", "list", "--all")).toEqual([{ id: String(made.id), name: "by hand" }]);
  const secrets = { token: "[secret]", apiKey: "[secret]" };
  expect(await json("act365:Instance", "read", String(made.id))).toMatchObject({ name: "by hand", ...secrets });
  expect(await json("act365:getInstance", "--name", "by hand")).toMatchObject({ name: "by hand", token: "[secret]" });
  await expectNoProcesses(project);
});

test("two stateless creations of pulumi do make two instances, without owner tags", async () => {
  const { platform, project, apiKey, developerKey } = await setUp(program(""));
  await install(project);
  const inputs = ["--name", "crm", "--api-key", apiKey, "--developer-key", developerKey];
  const create = ["do", "act365:Instance", "create", "--stateless", "--yes", ...inputs];
  for (let count = 0; count < 2; count += 1) await project.pulumi(create);
  expect(platform.instances().map(({ tags }) => tags)).toEqual([[], []]);
});

/** Installs the plugin, of which `pulumi do` knows no folder. */
async function install(project: Project): Promise<void> {
  const file = join(PLUGIN_FOLDER, EXECUTABLE);
  await project.pulumi(["plugin", "install", "resource", "act365", "0.1.0", "--file", file]);
}
