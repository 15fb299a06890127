import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { onlyInstance } from "../setUp";
import { machine, VERSION } from "./machine";
import { serveRelease } from "./releaseServer";

const ARCHIVE = /^pulumi-resource-act365-v\S+-(linux|darwin|windows)-(amd64|arm64)\.tar\.gz$/;

test("package add downloads the plugin and notes where from; install gets it on another machine, and up uses it", async () => {
  const { url, asked } = await serveRelease();
  const { platform, project, becomeAnother, pluginEnds } = await machine();

  await project.pulumi(["package", "add", `act365@${VERSION}`, "--server", url]);
  await pluginEnds();
  expect(asked).toEqual([expect.stringMatching(ARCHIVE)]);
  const { packages } = parse(readFileSync(join(project.folder, "Pulumi.yaml"), "utf8"));
  expect(packages).toEqual({ act365: { source: "act365", version: VERSION, pluginDownloadURL: url } });

  becomeAnother();
  await project.pulumi(["install"]);
  await pluginEnds();
  expect(asked).toHaveLength(2);

  await project.up();
  expect(await project.outputs()).toMatchObject({ instanceId: String(onlyInstance(platform).id) });
  expect(asked).toHaveLength(2);
  await project.destroy();
  expect(platform.instances()).toEqual([]);
  await pluginEnds();
});

test("without a server, the engine asks the project's releases, which the schema names", async () => {
  const { url, asked } = await serveRelease();
  const { platform, project } = await machine();
  // Stands for GitHub.
  const environment = {
    PULUMI_PLUGIN_DOWNLOAD_URL_OVERRIDES: `^github://api\\.github\\.com/pulumi-act365/pulumi-act365=${url}`,
  };
  const fromGitHub = ["--server", "github://api.github.com/pulumi-act365/pulumi-act365"];
  await project.pulumi(["package", "add", `act365@${VERSION}`, ...fromGitHub], { environment });
  expect(asked).toHaveLength(1);
  await project.up({ environment });
  expect(platform.instances()).toHaveLength(1);
});
