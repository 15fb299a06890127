import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canary, observe } from "../../support/canary";
import { type CommandSetup, command, madeByHand, setUpCommand, stateWith } from "../../support/command";
import { startPlatform } from "../../support/platform";
import { PROVIDER_TEXT } from "../../support/plugin";

const TYPE = "pulumi-nodejs:dynamic/act365:Act365Instance";

async function setUpWithOne(...made: Parameters<typeof madeByHand> extends [unknown, ...infer Rest] ? Rest : never) {
  const simulator = await startPlatform();
  return { simulator, setup: setUpCommand(simulator), one: madeByHand(simulator, ...made) };
}

function fileIn({ folder }: CommandSetup, name = "act365-import.json") {
  const text = readFileSync(join(folder, name), "utf8");
  observe(name, text);
  return JSON.parse(text).resources;
}

test("import writes inputs and outputs without a secret, and prints the program", async () => {
  const { simulator, setup, one } = await setUpWithOne("Sales CRM", { tags: ["b", "a"] });
  const { status, output, messages } = await command(setup, "import", one.id);
  expect(status).toBe(0);
  const inputs = { name: "Sales CRM", tags: ["a", "b"], enabled: true, verify: false, __provider: PROVIDER_TEXT };
  const [{ elementId, ...outputs }] = fileIn(setup).map(({ outputs: given }: { outputs: object }) => given);
  expect(fileIn(setup)).toEqual([
    {
      type: "pulumi-nodejs:dynamic/act365:Act365Instance",
      name: "Sales-CRM",
      id: one.id,
      inputs,
      outputs: { ...outputs, elementId },
    },
  ]);
  expect(outputs).toEqual({
    ...inputs,
    instanceId: one.id,
    organizationId: 1190,
    accountId: 11111,
    createdDate: one.createdDate,
    valid: true,
    baseUrl: simulator.url,
    sendCredentialsAgain: true,
  });
  expect(output).toBe(`import * as pulumi from "@pulumi/pulumi";
import { Act365Instance } from "pulumi-act365";

// Set each secret with: pulumi config set --secret KEY
const config = new pulumi.Config();

const salesCRM = new Act365Instance("Sales-CRM", {
  name: "Sales CRM",
  apiKey: config.requireSecret("salesCRMApiKey"),
  developerKey: config.requireSecret("salesCRMDeveloperKey"),
  tags: ["a", "b"],
});
`);
  expect(messages).toContain("pulumi import --file act365-import.json --generate-code=false");
  expect(messages).toContain(
    `pulumi config set-all --secret salesCRMApiKey="\${salesCRMApiKey:?}" --secret salesCRMDeveloperKey="\${salesCRMDeveloperKey:?}"\n`,
  );
  expect(messages).toContain("pulumi config set --secret salesCRMApiKey");
});

test("the program declares disabled instances, events and changed configuration, and takes secret values from the stack's configuration", async () => {
  const { simulator, setup, one } = await setUpWithOne("crm", {
    configuration: {
      "event.notification.enabled": "true",
      "event.notification.callback.url": "https://example.com/events",
      "event.notification.callback.headers": canary("callbackHeaders"),
      "event.notification.basic.username": "receiver",
      "event.notification.basic.password": canary("callbackPassword"),
      "event.notification.signature.key": canary("signatureKey"),
      "event.poller.refresh_interval": "30",
      "event.poller.configuration": JSON.stringify({ todos: { url: "/hubs/crm/todos", idField: "id" } }),
      "instance.variables": canary("variables"),
      "pagination.max": "99",
      "filter.response.nulls": "true",
    },
  });
  simulator.others.change(Number(one.id), { disabled: true });
  const { output, messages } = await command(setup, "import", "--all");
  expect(output.slice(output.indexOf("const crm"))).toBe(`const crm = new Act365Instance("crm", {
  name: "crm",
  apiKey: config.requireSecret("crmApiKey"),
  developerKey: config.requireSecret("crmDeveloperKey"),
  tags: [],
  enabled: false,
  events: {
    callbackUrl: "https://example.com/events",
    pollIntervalMinutes: 30,
    callbackHeaders: config.requireSecret("crmCallbackHeaders"),
    basicAuth: {
      username: "receiver",
      password: config.requireSecret("crmCallbackPassword"),
    },
    signatureKey: config.requireSecret("crmSignatureKey"),
    pollers: {
      todos: {
        url: "/hubs/crm/todos",
        idField: "id",
      },
    },
  },
  configuration: {
    "instance.variables": config.requireSecret("crmInstanceVariables"),
    "pagination.max": "99",
  },
});
`);
  const [{ inputs }] = fileIn(setup);
  expect(inputs).toMatchObject({ enabled: false, configuration: { "pagination.max": "99" } });
  expect(inputs.configuration).not.toHaveProperty("instance.variables");
  expect(Object.keys(inputs.events)).toEqual(["callbackUrl", "pollIntervalMinutes", "pollers"]);
  expect(messages).not.toContain("warning");
});

test("an instance that notifies by webhooks is declared with plain configuration keys", async () => {
  const { setup, one } = await setUpWithOne("crm", {
    configuration: {
      "event.notification.enabled": "true",
      "event.vendor.type": "webhooks",
      "event.notification.callback.url": "https://example.com/events",
    },
  });
  const { output } = await command(setup, "import", one.id);
  expect(output).not.toContain("events:");
  expect(output).toContain('"event.vendor.type": "webhooks"');
});

test("names become unique resource names and constants, whatever they hold", async () => {
  const { simulator, setup, one } = await setUpWithOne("crm");
  const twin = madeByHand(simulator, "crm");
  madeByHand(simulator, "Café Zürich");
  madeByHand(simulator, '"); process.exit(1); //\n');
  madeByHand(simulator, "日本");
  madeByHand(simulator, "class");
  madeByHand(simulator, "12 monkeys");
  setup.pulumi["stack export"] = stateWith([{ name: "class", id: "1" }]);
  const { output } = await command(setup, "import", "--all", "--out", "all.json");
  const names = fileIn(setup, "all.json").map(({ name }: { name: string }) => name);
  expect(names.slice(0, 3)).toEqual(["crm", `crm-${twin.id}`, "Cafe-Zurich"]);
  expect(new Set([...names, "class"]).size).toBe(names.length + 1);
  expect(output.match(/^const \w+ = new Act365Instance/gm)).toHaveLength(names.length);
  expect(new Set(output.match(/^const \w+/gm)).size).toBe(names.length + 1);
  expect(output).toContain(`name: ${JSON.stringify('"); process.exit(1); //\n')},`);
  expect(one.id).toBe(fileIn(setup, "all.json")[0].id);
});

test("instances that another stack owns, or that the state holds, are left out with a warning", async () => {
  const { simulator, setup, one } = await setUpWithOne("theirs", { tags: ["pulumi:shop/prod/crm:0123456789"] });
  const held = madeByHand(simulator, "held", { tags: ["pulumi:shop/dev/held:0123456789"] });
  const orphan = madeByHand(simulator, "an orphan", { tags: ["x", "pulumi:shop/dev/lost:0123456789"] });
  setup.pulumi["stack export"] = stateWith([{ name: "held", id: held.id, outputs: { baseUrl: simulator.url } }]);
  const { messages } = await command(setup, "import", "--all");
  expect(messages).toContain(`warning: ${one.id} was left out: shop/prod/crm owns it`);
  expect(messages).toContain(`warning: ${held.id} was left out: it is already in this stack's state`);
  expect(fileIn(setup)).toMatchObject([{ id: orphan.id, name: "lost", inputs: { tags: ["x"] } }]);
});

test("many instances that the state already holds are one line that names some of them", async () => {
  const { simulator, setup } = await setUpWithOne("new");
  const held = Array.from({ length: 12 }, (_, number) => madeByHand(simulator, `held ${number}`));
  const outputs = { baseUrl: simulator.url };
  setup.pulumi["stack export"] = stateWith(held.map(({ id, name }) => ({ id, name, outputs })));
  const { messages } = await command(setup, "import", "--all");
  const named = held.slice(0, 10).map(({ id }) => id);
  const lines = messages.split("\n").filter((line) => line.includes("left out"));
  expect(lines).toEqual([
    `warning: ${named.join(", ")} and 2 more were left out: they are already in this stack's state`,
  ]);
});

test("unknown ids are an error that names all of them, and nothing is written", async () => {
  const { setup, one } = await setUpWithOne("crm");
  const { status, messages } = await command(setup, "import", one.id, "98", "99");
  expect(status).toBe(1);
  expect(messages).toContain("There is no instance 98, 99.");
  expect(existsSync(join(setup.folder, "act365-import.json"))).toBe(false);
});

test("a state that cannot be read is an error, not an empty state", async () => {
  const { setup, one } = await setUpWithOne("crm");
  setup.pulumi["stack export"] = "{}";
  expect(await command(setup, "import", one.id)).toMatchObject({ status: 1, output: "" });
});

test("--code writes the program to a new file, and never over one that is there", async () => {
  const { setup, one } = await setUpWithOne("crm");
  const { output, messages } = await command(setup, "import", one.id, "--code", "crm.ts");
  expect(output).toBe("");
  expect(messages).toContain("act365-import.json and crm.ts");
  expect(readFileSync(join(setup.folder, "crm.ts"), "utf8")).toContain("new Act365Instance(");
  writeFileSync(join(setup.folder, "crm.ts"), "mine");
  expect(await command(setup, "import", one.id, "--code", "crm.ts")).toMatchObject({ status: 2 });
  expect(readFileSync(join(setup.folder, "crm.ts"), "utf8")).toBe("mine");
});

test.each([[[]], [["12", "--all"]], [["--all", "--tag", "x"]], [["crm"]]])(
  "import %j is wrong usage: it takes ids, or --all, or --tag",
  async (args) => {
    const { setup } = await setUpWithOne("crm");
    expect((await command(setup, "import", ...args)).status).toBe(2);
  },
);

test("a tag that programs cannot declare is named in a warning", async () => {
  const { setup, one } = await setUpWithOne("crm", { tags: ["pulumi:something-else"] });
  const { messages } = await command(setup, "import", one.id);
  expect(messages).toContain("the first pulumi up removes the tag pulumi:something-else");
});

test("a CLI that is too old for the import is an error before anything is written", async () => {
  const { setup, one } = await setUpWithOne("crm");
  setup.pulumi["version"] = "v3.253.0\n";
  const { status, output, messages } = await command(setup, "import", one.id, "--code", "crm.ts");
  expect({ status, output }).toEqual({ status: 1, output: "" });
  expect(messages).toContain("Pulumi 3.253.0 cannot import what this command writes. Upgrade to 3.254.0 or later");
  expect(["act365-import.json", "crm.ts"].some((name) => existsSync(join(setup.folder, name)))).toBe(false);
});

test("an earlier import file is overwritten, with a message; any other file of that name is left alone", async () => {
  const { setup, one } = await setUpWithOne("crm");
  expect((await command(setup, "import", one.id)).messages).not.toContain("overwritten");
  expect((await command(setup, "import", one.id)).messages).toContain("act365-import.json was overwritten");
  writeFileSync(join(setup.folder, "mine.json"), '{ "resources": [{ "type": "aws:s3/bucket:Bucket" }] }');
  const refused = await command(setup, "import", one.id, "--out", "mine.json");
  expect(refused.status).toBe(2);
  expect(refused.messages).toContain(
    "mine.json exists already, and is not an import file: name another file with --out.",
  );
  expect(readFileSync(join(setup.folder, "mine.json"), "utf8")).toContain("aws:s3");
});

test.each([
  ["that pulumi wrote for no resource", { resources: [] }],
  ["of an instance without inputs and outputs", { resources: [{ type: TYPE, name: "crm", id: "1" }] }],
  ["of a resource of another provider", { resources: [{ type: "aws:s3/bucket:Bucket", name: "a", id: "1" }] }],
  ["without a list", { resources: {} }],
  [
    "of an instance with another provider's text",
    { resources: [{ type: TYPE, id: "1", inputs: { __provider: "exports" }, outputs: { instanceId: "1" } }] },
  ],
  [
    "of an instance with another id in its outputs",
    { resources: [{ type: TYPE, id: "1", inputs: { __provider: PROVIDER_TEXT }, outputs: { instanceId: "2" } }] },
  ],
])("a file %s is not overwritten", async (_, content) => {
  const { setup, one } = await setUpWithOne("crm");
  const text = JSON.stringify(content);
  writeFileSync(join(setup.folder, "mine.json"), text);
  expect((await command(setup, "import", one.id, "--out", "mine.json")).status).toBe(2);
  expect(readFileSync(join(setup.folder, "mine.json"), "utf8")).toBe(text);
});

test("--shared-keys declares one pair of keys for all instances, and leaves their other secrets apart", async () => {
  const { simulator, setup } = await setUpWithOne("Sales CRM");
  const configuration = { "instance.variables": "secret", apiKey: `https://example.com/?key=${canary("key")}` };
  madeByHand(simulator, "developer", { configuration });
  const { output, messages } = await command(setup, "import", "--all", "--shared-keys");
  expect(output.match(/apiKey: config\.requireSecret\("apiKey"\)/g)).toHaveLength(2);
  expect(output.match(/developerKey: config\.requireSecret\("developerKey"\)/g)).toHaveLength(2);
  const others = messages.match(/pulumi config set-all.*/)?.[0].match(/\w+(?==)/g);
  expect(others).toEqual(["apiKey", "developerKey", "developerInstanceVariables", "developerApiKey"]);
  for (const key of others ?? []) expect(output).toContain(`config.requireSecret("${key}")`);
});

test("an id that the state holds for another base URL is imported, with a warning", async () => {
  const { simulator, setup, one } = await setUpWithOne("crm");
  const state = (baseUrl: string) => stateWith([{ name: "crm", id: one.id, outputs: { baseUrl } }]);
  setup.pulumi["stack export"] = state("https://gateway.example.com/elements/api-v2");
  const warned = await command(setup, "import", one.id);
  expect(warned.status).toBe(0);
  expect(warned.messages).toContain(
    `warning: ${one.id}: this stack's state holds an instance with this id at https://gateway.example.com/elements/api-v2. If`,
  );
  setup.pulumi["stack export"] = state(simulator.url);
  expect((await command(setup, "import", one.id)).messages).not.toContain("If that is the same platform");
});

test("a file that cannot be written is an error of one line", async () => {
  const { setup, one } = await setUpWithOne("crm");
  const { status, messages } = await command(setup, "import", one.id, "--code", "none/crm.ts");
  expect(status).toBe(1);
  expect(messages).toMatch(/^error: none\/crm.ts could not be written: .*ENOENT/);
  expect(existsSync(join(setup.folder, "act365-import.json"))).toBe(false);
  const same = await command(setup, "import", one.id, "--code", "x.json", "--out", "./x.json");
  expect(same.status).toBe(2);
});

test("the next steps name the stack and the folder that were given", async () => {
  const { setup, one } = await setUpWithOne("crm");
  const { messages } = await command(
    setup,
    "import",
    one.id,
    "--stack",
    "dev",
    "--cwd",
    setup.folder,
    "--out",
    "a b.json",
  );
  const place = ` --cwd ${setup.folder} --stack dev`;
  expect(messages).toContain(`pulumi import --file "a b.json" --generate-code=false${place}\n`);
  expect(messages).toContain(`pulumi config set --secret crmApiKey${place} `);
  expect(messages).toContain(`pulumi up${place} `);
});

test("URLs with a user or with a query are secret values, in events and in configuration", async () => {
  const { setup, one } = await setUpWithOne("crm", {
    configuration: {
      "event.notification.enabled": "true",
      "event.notification.callback.url": `https://example.com/events?code=${canary("code")}`,
      "some.address": `https://me:${canary("password")}@example.com/`,
    },
  });
  const { output } = await command(setup, "import", one.id);
  expect(output).toContain('callbackUrl: config.requireSecret("crmCallbackUrl")');
  expect(output).toContain('"some.address": config.requireSecret("crmSomeAddress")');
  expect(JSON.stringify(fileIn(setup))).not.toContain("example.com");
});

test("the name of a resource that is only read is not used for an import", async () => {
  const { setup, one } = await setUpWithOne("crm");
  const state = JSON.parse(stateWith([{ name: "crm", id: "7" }]));
  state.deployment.resources[0].external = true;
  setup.pulumi["stack export"] = JSON.stringify(state);
  await command(setup, "import", one.id);
  expect(fileIn(setup)).toMatchObject([{ name: `crm-${one.id}` }]);
});

test("control characters in another stack's owner tag do not reach the terminal, and a tag that no instance carries imports nothing", async () => {
  const { setup, one } = await setUpWithOne("crm", { tags: ["pulumi:a\u001b[31m/dev/crm:0123456789"] });
  const { status, messages } = await command(setup, "import", one.id);
  expect(status).toBe(1);
  expect(messages).toContain("was left out");
  expect(messages).not.toContain("\u001b");
  expect(await command(setup, "import", "--tag", "nobody")).toMatchObject({ status: 1, output: "" });
});
