import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { version } from "../../../provider/src/operations/version";
import { canary } from "../../support/canary";
import {
  type CommandSetup,
  configure,
  DYNAMIC_TYPE,
  madeByHand,
  PLUGIN_TYPE,
  resourceInState,
  setUpCommand,
  stateWith,
} from "../../support/command";
import { examine, executable, type Finding, healthy, named, problems, text } from "../../support/doctor";
import { organization, startPlatform } from "../../support/platform";

const CHECK = "act365 plugin";
const DYNAMIC_CHECKS = ["Pulumi SDK", "plugin", "package"];
const NAME = "pulumi-resource-act365";

/** A project without any npm package, whose Pulumi.yaml goes on like this. */
async function project(more = "", runtime = "yaml") {
  const simulator = await startPlatform();
  const setup = setUpCommand(simulator);
  writeFileSync(join(setup.folder, "Pulumi.yaml"), `name: shop\nruntime: ${runtime}\n${more}`);
  setup.environment["PATH"] = `${join(setup.folder, "bin")}:${dirname(process.execPath)}:/usr/bin:/bin`;
  return { simulator, setup };
}

/** What Pulumi says is installed. */
function install(setup: CommandSetup, ...versions: string[]): void {
  const others = [
    { name: "act365", kind: "analyzer", version: "9.9.9" },
    { name: "aws", kind: "resource", version: "7.1.0" },
  ];
  const plugins = versions.map((each) => ({ name: "act365", kind: "resource", version: each }));
  setup.pulumi["plugin ls --json"] = JSON.stringify([...plugins, ...others]);
}

/** A plugin that tells this version. */
function plugin(folder: string, told: string): void {
  executable(join(folder, NAME), `if (process.argv[2] === "--version") console.log(${JSON.stringify(told)});`);
}

/** A state with a provider of the plugin that recorded this. */
function stateWithProvider(inputs: object | undefined): string {
  const type = "pulumi:providers:act365";
  const provider = { urn: `urn:pulumi:dev::shop::${type}::default`, custom: true, id: "1", type, inputs };
  return JSON.stringify({ deployment: { resources: [provider] } });
}

const withVersion = "packages:\n  act365: act365@1.2.0\n";

test("a project whose Pulumi.yaml names the plugin, which is installed in this version, has no problem", async () => {
  const { setup } = await project(withVersion);
  install(setup, "1.3.0", "1.2.0");
  const { status, found } = await examine(setup);
  expect(named(found, CHECK)).toEqual({ check: CHECK, result: "ok", message: "1.2.0 is installed" });
  expect(found.at(-1)?.check).toBe(CHECK);
  expect({ status, problems: problems(found) }).toEqual({ status: 0, problems: [] });
});

test.each([
  ["missing", [], "the plugin act365 1.2.0 is not installed"],
  ["of another version", ["1.3.0", "1.1.0"], "the plugin act365 1.2.0 is not installed, only 1.3.0 and 1.1.0"],
])(
  "a plugin that is %s is a problem that names it and the command that installs it: status 1",
  async (_, installed, says) => {
    const { setup } = await project(withVersion);
    install(setup, ...installed);
    const { status, found } = await examine(setup);
    expect({ status, problems: problems(found) }).toEqual({ status: 1, problems: [CHECK] });
    const next = "Install it: pulumi plugin install resource act365 1.2.0";
    expect(named(found, CHECK)).toEqual({ check: CHECK, result: "problem", message: says, next });
  },
);

test.each([
  ["a package with its version", "packages:\n  act365: act365@v1.2.0\n", "1.2.0"],
  ["a package with nothing else", "packages:\n  act365: act365\n", ""],
  ["a package of another name", 'packages:\n  crm:\n    source: act365\n    version: "1.2.0"\n', "1.2.0"],
  [
    "a package with a place to download from",
    "packages:\n  act365:\n    source: act365\n    version: 1.2.0\n    pluginDownloadURL: https://example.com/act365\n",
    "1.2.0 --server https://example.com/act365",
  ],
  [
    "a place that a shell would read otherwise",
    `packages:\n  act365: { source: act365, version: 1.2.0, pluginDownloadURL: "https://example.com/v\${VERSION}" }\n`,
    `1.2.0 --server 'https://example.com/v\${VERSION}'`,
  ],
])("Pulumi.yaml may name %s", async (_, yaml, installed) => {
  const { setup } = await project(yaml);
  const { found } = await examine(setup);
  expect(named(found, CHECK)?.next).toBe(`Install it: pulumi plugin install resource act365 ${installed}`.trim());
});

test("a key in the place to download from is not printed", async () => {
  const url = `https://me:${canary("downloadKey")}@example.com/act365`;
  const { setup } = await project(
    `packages:\n  act365: { source: act365, version: 1.2.0, pluginDownloadURL: "${url}" }\n`,
  );
  expect(named((await examine(setup)).found, CHECK)?.next).toBe(
    "Install it: pulumi plugin install resource act365 1.2.0",
  );
});

test("without a version in Pulumi.yaml, that of the state's provider is asked for", async () => {
  const { setup } = await project();
  const pluginDownloadURL = "github://api.github.com/pulumi-act365/pulumi-act365";
  setup.pulumi["stack export"] = stateWithProvider({ version: "1.4.0", pluginDownloadURL });
  install(setup, "1.3.0");
  const { status, found } = await examine(setup);
  expect(status).toBe(1);
  expect(text(named(found, CHECK))).toBe(
    `the plugin act365 1.4.0 is not installed, only 1.3.0 Install it: pulumi plugin install resource act365 1.4.0 --server ${pluginDownloadURL}`,
  );
  writeFileSync(join(setup.folder, "Pulumi.yaml"), `name: shop\nruntime: yaml\n${withVersion}`);
  install(setup, "1.2.0");
  expect((await examine(setup)).status).toBe(0);
});

test.each([
  ["an instance of the plugin", stateWith([{ name: "crm", id: "1", types: `acme:index:Team$${PLUGIN_TYPE}` }])],
  ["a provider of the plugin without a version", stateWithProvider({ baseUrl: "https://example.com" })],
  ["a provider of the plugin without inputs", stateWithProvider(undefined)],
])("%s in the state suffices: any version will do, but one must be there", async (_, state) => {
  const { setup } = await project();
  setup.pulumi["stack export"] = state;
  expect(text(named((await examine(setup)).found, CHECK))).toBe(
    "the plugin act365 is not installed Install it: pulumi plugin install resource act365",
  );
  install(setup, "1.3.0", "1.2.0");
  expect(named((await examine(setup)).found, CHECK)).toMatchObject({ result: "ok", message: "1.3.0 is installed" });
});

describe("the plugin is looked for where Pulumi looks:", () => {
  const providers = (path: string) =>
    `plugins:\n  providers:\n    - { name: aws, path: x }\n    - { name: act365, path: "${path}" }\n`;

  test.each([
    ["plugins.providers names", providers("./dist")],
    ["packages names", 'packages:\n  act365: "./dist"\n'],
  ])("in the folder that %s, before all others", async (_, yaml) => {
    const { setup } = await project(yaml);
    install(setup, "1.2.0");
    const folder = join(setup.folder, "dist");
    const missing = await examine(setup);
    expect(missing.status).toBe(1);
    expect(text(named(missing.found, CHECK))).toBe(
      `there is no ${NAME} in ${folder}, which Pulumi.yaml names Correct the path in Pulumi.yaml, or remove it there ` +
        "and install the plugin: pulumi plugin install resource act365",
    );
    mkdirSync(folder);
    plugin(folder, "1.2.0");
    expect(named((await examine(setup)).found, CHECK)).toMatchObject({ message: `1.2.0 (${join(folder, NAME)})` });
  });

  test("on the PATH, before the installed ones, unless that is switched off", async () => {
    const { setup } = await project(withVersion);
    install(setup, "1.2.0");
    const file = join(setup.folder, "bin", NAME);
    plugin(dirname(file), "1.3.0");
    const { status, found } = await examine(setup);
    expect(status).toBe(1);
    expect(named(found, CHECK)?.message).toBe(`${file} is version 1.3.0, but the project asks for 1.2.0`);
    expect(named(found, CHECK)?.next).toMatch(
      /^Remove it from the PATH, .* pulumi plugin install resource act365 1\.2\.0$/,
    );
    plugin(dirname(file), "v1.2.0");
    expect(named((await examine(setup)).found, CHECK)).toMatchObject({ result: "ok", message: `1.2.0 (${file})` });
    plugin(dirname(file), "1.3.0");
    setup.environment["PULUMI_IGNORE_AMBIENT_PLUGINS"] = "true";
    expect(named((await examine(setup)).found, CHECK)?.message).toBe("1.2.0 is installed");
  });

  test("in a folder whose plugin has another version than the package, or none to tell", async () => {
    const { setup } = await project(`${withVersion}${providers("./dist")}`);
    plugin(join(setup.folder, "dist"), "1.3.0");
    expect(named((await examine(setup)).found, CHECK)?.message).toContain(
      "is version 1.3.0, but the project asks for 1.2.0",
    );
    executable(join(setup.folder, "dist", NAME), 'console.error("Error: broken"); process.exit(1);');
    expect(named((await examine(setup)).found, CHECK)).toMatchObject({
      result: "problem",
      message: expect.stringMatching(/dist\/pulumi-resource-act365 --version prints no version: Error: broken$/),
    });
  });
});

test.each(["yaml", "python", "{ name: go, options: {} }"])(
  "a project in %s needs neither Pulumi's SDK for Node.js nor the npm package",
  async (runtime) => {
    const { setup } = await project(withVersion, runtime);
    install(setup, "1.2.0");
    const { status, found } = await examine(setup);
    for (const check of DYNAMIC_CHECKS) {
      expect(named(found, check)).toMatchObject({
        result: "skipped",
        message: "only for the resource Act365Instance, which this project does not use",
      });
    }
    expect(status).toBe(0);
  },
);

test("a Node.js project that uses only the plugin does not need the npm package; one that uses both does", async () => {
  const { setup } = await project(withVersion, "nodejs");
  install(setup, "1.2.0");
  const only = await examine(setup);
  expect(only.status).toBe(0);
  expect(DYNAMIC_CHECKS.map((check) => named(only.found, check)?.result)).toEqual(["skipped", "skipped", "skipped"]);
  const both = [
    { name: "crm", id: "1", types: PLUGIN_TYPE },
    { name: "old", id: "2", types: DYNAMIC_TYPE },
  ];
  setup.pulumi["stack export"] = stateWith(both);
  expect(problems((await examine(setup)).found)).toEqual(["Pulumi SDK", "package"]);
});

test("a project with both front ends is checked for both", async () => {
  const { setup } = await healthy();
  writeFileSync(join(setup.folder, "Pulumi.yaml"), `name: shop\nruntime: nodejs\n${withVersion}`);
  const { found } = await examine(setup);
  expect(DYNAMIC_CHECKS.map((check) => named(found, check)?.result)).toEqual(["ok", "ok", "ok"]);
  expect(problems(found)).toEqual([CHECK]);
});

test("a project that does not use the plugin is not checked for it", async () => {
  const { setup } = await healthy();
  setup.pulumi["stack export"] = stateWith([{ name: "crm", id: "1" }]);
  writeFileSync(join(setup.folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\npackages:\n  aws: aws@7.1.0\n");
  const { status, found } = await examine(setup);
  expect(named(found, CHECK)).toBeUndefined();
  expect(status).toBe(0);
});

test("a project in another language that names the plugin nowhere is told how to add it", async () => {
  const { setup } = await project("", "python");
  const { status, found } = await examine(setup);
  expect(named(found, CHECK)).toEqual({
    check: CHECK,
    result: "warning",
    message: "neither Pulumi.yaml nor the state names the package act365",
    next: `If the program has no SDK for it yet, add it: pulumi package add act365@${version()}`,
  });
  expect(status).toBe(0);
});

test.each([
  ["cannot be read", { status: 255, says: "error: the lock is held" }],
  [
    "is that of another project",
    JSON.stringify({ deployment: { resources: [resourceInState({ name: "a", id: "1" }, "prod")] } }),
  ],
])("where the state %s, Pulumi.yaml alone says what is used", async (_, state) => {
  const { setup } = await project(withVersion);
  setup.pulumi["stack export"] = state;
  install(setup, "1.2.0");
  expect((await examine(setup)).status).toBe(0);
});

test("plugins that Pulumi cannot list are a problem, and without its CLI they are not looked for", async () => {
  const { setup } = await project(withVersion);
  setup.pulumi["plugin ls --json"] = { status: 255, says: "error: no access" };
  expect(named((await examine(setup)).found, CHECK)).toMatchObject({
    result: "problem",
    message: expect.stringContaining("pulumi plugin ls failed: no access"),
  });
  setup.pulumi["version"] = { status: 255, says: "error: broken" };
  const found: Finding[] = (await examine(setup)).found;
  expect(named(found, CHECK)).toMatchObject({ result: "skipped", message: "needs the Pulumi CLI" });
});

test("the token of an instance of the plugin tells which secret is wrong, too", async () => {
  const { simulator, setup } = await project(withVersion);
  const { id, token } = madeByHand(simulator, "crm");
  const outputs = { baseUrl: simulator.url, token: { plaintext: JSON.stringify(token) } };
  setup.pulumi["stack export"] = stateWith([{ name: "crm", id, types: PLUGIN_TYPE, outputs }]);
  configure(setup, "organizationSecret", organization("wrong").organizationSecret);
  const { found } = await examine(setup);
  expect(named(found, "credentials")?.next).toContain("The organization secret is wrong");
});
