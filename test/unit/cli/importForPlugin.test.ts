import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canary, observe } from "../../support/canary";
import { type CommandSetup, command, madeByHand, PLUGIN_TYPE, setUpCommand, stateWith } from "../../support/command";
import { startPlatform } from "../../support/platform";

const FILE = "act365-import.json";
const FOR_PLUGIN = ["--type", "plugin"];

async function setUpWith(...names: string[]) {
  const simulator = await startPlatform();
  const setup = setUpCommand(simulator);
  writeFileSync(join(setup.folder, "Pulumi.yaml"), "name: shop\nruntime: yaml\n");
  return { simulator, setup, made: names.map((name) => madeByHand(simulator, name)) };
}

function textIn({ folder }: CommandSetup, name = FILE): string {
  const text = readFileSync(join(folder, name), "utf8");
  observe(name, text);
  return text;
}

test("import --type plugin writes type, name and id alone, prints no program, and says what comes next", async () => {
  const { setup, made } = await setUpWith("Sales CRM");
  const [one] = made;
  const { status, output, messages } = await command(setup, "import", "--all", ...FOR_PLUGIN);
  expect({ status, output }).toEqual({ status: 0, output: "" });
  expect(JSON.parse(textIn(setup))).toEqual({ resources: [{ type: PLUGIN_TYPE, name: "Sales-CRM", id: one?.id }] });
  expect(messages).toBe(`
1 instance in act365-import.json, without secrets. Next:
  pulumi import --file act365-import.json
    (reads them through the plugin, and prints the code that declares them, without secrets: add it to the program)
  pulumi config set --secret NAME
    (prompts for the value. Give each resource in the code its apiKey and developerKey, as such secrets)
  pulumi up    (sends the keys and the owner tags, with one PUT for each instance)
`);
});

test("the next steps name the secrets besides the two keys, the file, the folder and the stack", async () => {
  const { simulator, setup } = await setUpWith("plain");
  madeByHand(simulator, "with events", {
    configuration: {
      "event.notification.enabled": "true",
      "event.notification.callback.url": "https://example.com/events",
      "event.notification.basic.username": "receiver",
      "event.notification.basic.password": canary("callbackPassword"),
      "event.notification.signature.key": canary("signatureKey"),
      "instance.variables": canary("variables"),
    },
  });
  const place = ["--stack", "dev", "--cwd", setup.folder];
  const { messages } = await command(setup, "import", "--all", ...FOR_PLUGIN, "--out", "a b.json", ...place);
  expect(messages).toContain(
    "    Secrets that stay as they are until the program declares them:\n" +
      '    with-events: events.basicAuth, events.signatureKey, configuration["instance.variables"]\n',
  );
  expect(messages).toContain(`  pulumi import --file "a b.json" --cwd ${setup.folder} --stack dev\n`);
  expect(messages).toContain(`  pulumi up --cwd ${setup.folder} --stack dev `);
  expect(textIn(setup, "a b.json")).toContain('"name": "with-events"');
});

test("instances that either front end holds are left out, and their names are not given again", async () => {
  const { simulator, setup, made } = await setUpWith("crm", "crm", "crm");
  const [first, second, third] = made.map(({ id }) => id);
  const outputs = { baseUrl: simulator.url };
  setup.pulumi["stack export"] = stateWith([
    { name: "crm", id: first ?? "", types: PLUGIN_TYPE, outputs },
    { name: "old", id: second ?? "", outputs },
  ]);
  const { messages } = await command(setup, "import", "--all", ...FOR_PLUGIN);
  expect(messages).toContain(`warning: ${first}, ${second} were left out: they are already in this stack's state`);
  expect(JSON.parse(textIn(setup)).resources).toEqual([{ type: PLUGIN_TYPE, name: `crm-${third}`, id: third }]);
});

test("a CLI that is too old for the other import will do, since the engine reads the instances itself", async () => {
  const { setup } = await setUpWith("crm");
  setup.pulumi["version"] = "v3.220.0\n";
  expect((await command(setup, "import", "--all", ...FOR_PLUGIN)).status).toBe(0);
});

test.each([
  [
    [...FOR_PLUGIN, "--code", "crm.ts"],
    "--code does not work with --type plugin: pulumi import itself writes the program",
  ],
  [[...FOR_PLUGIN, "--shared-keys"], "--shared-keys does not work with --type plugin: pulumi import itself writes"],
  [["--type", "plugni"], '--type takes dynamic or plugin, not "plugni". Did you mean plugin?'],
  [["--type", "component"], '--type takes dynamic or plugin, not "component". See'],
  [["--type"], "--type needs a value."],
])("import %j is wrong usage: nothing is asked or written", async (args, says) => {
  const { simulator, setup } = await setUpWith("crm");
  const { status, output, messages } = await command(setup, "import", "--all", ...args);
  expect({ status, output }).toEqual({ status: 2, output: "" });
  expect(messages).toContain(says);
  expect(simulator.requests).toEqual([]);
  expect([FILE, "crm.ts"].some((name) => existsSync(join(setup.folder, name)))).toBe(false);
});

test.each([[[]], [["--type", "dynamic"]]])(
  "import %j in a project of another language than Node.js leads to --type plugin",
  async (args) => {
    const { setup } = await setUpWith("crm");
    const { status, output, messages } = await command(setup, "import", "--all", ...args);
    expect({ status, output }).toEqual({ status: 2, output: "" });
    expect(messages).toContain(
      "The project's runtime is yaml, but only Node.js programs can declare the dynamic resource: add --type plugin.",
    );
    expect(existsSync(join(setup.folder, FILE))).toBe(false);
  },
);

test("--type dynamic is the default", async () => {
  const { setup } = await setUpWith("crm");
  writeFileSync(join(setup.folder, "Pulumi.yaml"), "name: shop\nruntime: { name: nodejs }\n");
  const { output } = await command(setup, "import", "--all");
  expect(output).toContain("new Act365Instance(");
  expect(await command(setup, "import", "--all", "--type", "dynamic")).toMatchObject({ status: 0, output });
});

test("a file of an earlier run is overwritten, whichever front end it was for", async () => {
  const { setup } = await setUpWith("crm");
  writeFileSync(join(setup.folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  await command(setup, "import", "--all");
  const types: string[][] = [FOR_PLUGIN, FOR_PLUGIN, []];
  for (const type of types) {
    const { messages } = await command(setup, "import", "--all", ...type);
    expect(messages).toContain(`${FILE} was overwritten\n`);
  }
  expect(textIn(setup)).toContain("pulumi-nodejs:dynamic");
});

test.each([
  [
    "with a property more",
    '{\n  "resources": [\n    {\n      "type": "act365:index:Instance",\n      "name": "crm",\n      "id": "1",\n      "version": "1.0.0"\n    }\n  ]\n}\n',
  ],
  [
    "of another resource, too",
    '{\n  "resources": [\n    {\n      "type": "aws:s3/bucket:Bucket",\n      "name": "crm",\n      "id": "1"\n    }\n  ]\n}\n',
  ],
  [
    "with an id to fill in",
    '{\n  "resources": [\n    {\n      "type": "act365:index:Instance",\n      "name": "crm",\n      "id": "<PLACEHOLDER>"\n    }\n  ]\n}\n',
  ],
  [
    "in the form of Pulumi's own",
    '{\n    "resources": [\n        {\n            "type": "act365:index:Instance",\n            "name": "crm",\n            "id": "1"\n        }\n    ]\n}\n',
  ],
  [
    "with a table of names",
    '{\n  "resources": [\n    {\n      "type": "act365:index:Instance",\n      "name": "crm",\n      "id": "1"\n    }\n  ],\n  "nameTable": {}\n}\n',
  ],
])("an import file %s, which this command did not write, is not overwritten", async (_, text) => {
  const { setup } = await setUpWith("crm");
  writeFileSync(join(setup.folder, FILE), text);
  expect((await command(setup, "import", "--all", ...FOR_PLUGIN)).status).toBe(2);
  expect(readFileSync(join(setup.folder, FILE), "utf8")).toBe(text);
});
