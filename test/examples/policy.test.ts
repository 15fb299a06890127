import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { obtainEngine } from "../../tools/engine";
import { temporaryFolder } from "../support/temporaryFolder";
import { setUpExample } from "./example";

const RUNTIME = "nodejs-by-script";

/**
 * Pulumi's installations start packs through their Node.js language host. The newest host that can be had as a Go module
 * cannot do that yet, so packs go the engine's older way here: a runtime without a host is started by a script on PATH.
 * @returns the environment with that PATH
 */
async function startPackByScript(pack: string): Promise<NodeJS.ProcessEnv> {
  const project = join(pack, "PulumiPolicy.yaml");
  writeFileSync(project, readFileSync(project, "utf8").replace("runtime: nodejs", `runtime: ${RUNTIME}`));
  const bin = temporaryFolder("analyzer");
  const script = `#!/bin/sh
exec node "$(node -p 'require.resolve("@pulumi/pulumi/cmd/run-policy-pack")')" "$@"
`;
  writeFileSync(join(bin, `pulumi-analyzer-policy-${RUNTIME}`), script, { mode: 0o755 });
  const { env } = await obtainEngine();
  return { PATH: [bin, env["PATH"]].join(delimiter) };
}

test("a declaration that breaks the rules is refused before anything is sent, and one that keeps them is created", async () => {
  const { folder, platform, nextBlock } = await setUpExample("policy");
  const environment = await startPackByScript(join(folder, "pack"));

  const refused = await nextBlock({ environment });
  expect(refused).toContain("Refused.");
  for (const advice of ["Add a tag such as", "Use an https URL", "Give the resource the option"])
    expect(refused).toContain(advice);
  expect(platform.requests).toEqual([]);

  const made = await nextBlock({ environment });
  expect(made).toMatch(/act365.*pack/);
  expect(platform.instances()).toMatchObject([{ name: "crm" }]);

  await nextBlock();
  expect(platform.instances()).toEqual([]);
});
