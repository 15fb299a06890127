import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { obtainEngineFor } from "../../tools/engine";
import { PROGRAM_LANGUAGES, type ProgramLanguageName, readyProject } from "../../tools/languages/ready";
import { credentials, onlyInstance } from "../engine/setUp";
import { Shell } from "../examples/shell";
import { shellBlocks } from "../examples/shellBlocks";
import { canary } from "../support/canary";
import { afterTest } from "../support/cleanUp";
import { startPlatform } from "../support/platform";
import { plainEnvironment } from "../support/plugin";
import { observeFiles } from "../support/pulumi";
import { copyOfExample, pluginInstallation } from "./setUp";

/** The hosts of these can generate SDKs, as those of every current Pulumi installation can; the others' are prepared. */
const REAL_INSTALL: readonly ProgramLanguageName[] = ["yaml", "java"];

test.each(Object.keys(PROGRAM_LANGUAGES) as ProgramLanguageName[])(
  "the commands of the README in %s work as they stand there",
  async (language) => {
    const { folder, platform, run, blocks } = await setUp(language);
    const [begin = "", end = "", ...more] = blocks;
    expect(more).toEqual([]);

    await run(begin);
    const { configuration, token } = onlyInstance(platform);
    expect(configuration).toMatchObject({ username: expect.any(String), password: expect.any(String) });
    expect(readFileSync(join(folder, "Pulumi.dev.yaml"), "utf8")).toMatch(/apiKey:\s+secure:/);

    expect(await run(end, { showsSecrets: true })).toContain(token);
    expect(platform.instances()).toEqual([]);
  },
);

async function setUp(language: ProgramLanguageName) {
  const folder = copyOfExample(language);
  const own = mkdtempSync(join(tmpdir(), "act365-readme-"));
  const [home, state] = [join(own, "home"), join(own, "state")];
  for (const made of [home, state]) mkdirSync(made);
  const { host } = PROGRAM_LANGUAGES[language];
  const { engine, environment } = REAL_INSTALL.includes(language)
    ? { engine: await obtainEngineFor(host === undefined ? [] : [host]), environment: {} }
    : await readyProject(language, folder);
  const platform = await startPlatform();
  const shell = new Shell(folder, {
    ...plainEnvironment(),
    ...engine.env,
    ...environment,
    ...credentials(platform),
    ACT365_API_KEY: canary("apiKey"),
    ACT365_DEVELOPER_KEY: canary("developerKey"),
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
    PULUMI_SKIP_CONFIRMATIONS: "true",
    PULUMI_OPTION_SKIP_PREVIEW: "true",
    PULUMI_OPTION_NON_INTERACTIVE: "true",
    NO_COLOR: "1",
  });
  afterTest(async () => {
    await shell.stop();
    for (const made of [home, state]) observeFiles(made);
    for (const made of [folder, own]) rmSync(made, { recursive: true, force: true });
  });
  await shell.run(`pulumi ${pluginInstallation().join(" ")}`);
  const prepared = REAL_INSTALL.includes(language) ? "" : 'pulumi() { [ "$1" = install ] || command pulumi "$@"; }\n';
  const blocks = shellBlocks(readFileSync(join(folder, "README.md"), "utf8")).map((block) => prepared + block);
  return { folder, platform, blocks, run: shell.run.bind(shell) };
}
