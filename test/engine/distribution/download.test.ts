import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { PLUGIN_FOLDER } from "../../../tools/plugin/manifest";
import { onlyInstance, setUp } from "../setUp";
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

/** A Node.js program that registers an instance as the SDKs do: with the version and the download URL of the schema. */
const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const { version, pluginDownloadURL } = require(process.env.SCHEMA);
const inputs = { apiKey: process.env.API_KEY, developerKey: process.env.DEVELOPER_KEY };
new pulumi.CustomResource("act365:index:Instance", "crm", inputs, { version, pluginDownloadURL });
`;

test("up alone downloads the plugin from this repository's releases, which the schema and so each SDK names", async () => {
  const { url, asked } = await serveRelease();
  const { platform, project } = await setUp(PROGRAM, {
    project: {
      environment: {
        SCHEMA: join(PLUGIN_FOLDER, "schema.json"),
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "false",
        // The server stands for GitHub.
        PULUMI_PLUGIN_DOWNLOAD_URL_OVERRIDES: `^github://api\\.github\\.com/pulumi-act365/pulumi-act365$=${url}`,
      },
    },
  });
  await project.up();
  expect(asked).toEqual([expect.stringMatching(ARCHIVE)]);
  expect(platform.instances()).toHaveLength(1);
});
