import { ownerTagFor } from "../../../provider/src/lifecycle/model/ownerTag";
import {
  type CommandSetup,
  command,
  configure,
  DYNAMIC_TYPE,
  madeByHand,
  PLUGIN_TYPE,
  resourceInState,
  setUpCommand,
  stacks,
  stateWith,
} from "../../support/command";
import { startPlatform } from "../../support/platform";

const HOUR = 3_600_000;
const TEAM = "acme:index:Team";

/** The owner tag that either front end makes: types are those of a dynamic resource. */
function tag(resource: string, { types = DYNAMIC_TYPE, setting = "true", organization = "organization" } = {}) {
  return ownerTagFor(setting, organization, `urn:pulumi:dev::shop::${types}::${resource}`) ?? "";
}

/** A stack with instances of these names, an hour old, that carry their owner tags, and one that a killed run left. */
async function setUpWith(...names: string[]) {
  const simulator = await startPlatform({ now: () => new Date(Date.now() - HOUR) });
  const made = new Map([...names, "lost"].map((name) => [name, madeByHand(simulator, name, { tags: [tag(name)] }).id]));
  const setup = setUpCommand(simulator);
  const id = (name: string) => made.get(name) ?? "";
  const left = () => simulator.instances().map(({ name }) => name);
  const retag = (name: string, ownerTag: string) => simulator.others.change(Number(id(name)), { tags: [ownerTag] });
  return { simulator, setup, id, left, retag };
}

/** The stack is one of Pulumi Cloud. */
function onCloud({ pulumi }: CommandSetup): void {
  pulumi["stack --show-name --fully-qualify-stack-names"] = "acme/shop/dev\n";
  pulumi["stack ls --json --fully-qualify-stack-names"] = stacks("acme/shop/dev");
}

test.each([
  ["of the plugin", PLUGIN_TYPE, PLUGIN_TYPE],
  ["of the plugin in a component", `${TEAM}$${PLUGIN_TYPE}`, `${TEAM}$${PLUGIN_TYPE}`],
  ["of both front ends", PLUGIN_TYPE, DYNAMIC_TYPE],
  ["of both front ends, the other way round,", DYNAMIC_TYPE, PLUGIN_TYPE],
])("instances %s that a state holds in any way are never deleted", async (_, types, otherTypes) => {
  const ways = ["managed", "old", "read", "elsewhere", "otherwise", "moved", "movedHalfway"];
  const { simulator, setup, id, left } = await setUpWith(...ways);
  const here = { types, outputs: { baseUrl: simulator.url } };
  const resource = (name: string) => resourceInState({ name, id: id(name), ...here }, "prod");
  setup.pulumi["stack export"] = stateWith([
    { name: "managed", id: id("managed"), ...here },
    // As it is to be deleted after a replacement.
    { name: "managed", id: id("old"), ...here, types: otherTypes },
    { name: "read", id: id("read"), ...here, external: true },
    {
      name: "elsewhere",
      id: id("elsewhere"),
      types,
      outputs: { baseUrl: "https://gateway.example.com/elements/api-v2" },
    },
    {
      name: "otherwise",
      id: id("otherwise"),
      types: otherTypes,
      outputs: { baseUrl: simulator.url.replace("127.0.0.1", "localhost") },
    },
  ]);
  const others = {
    resources: [resource("moved")],
    pending_operations: [{ resource: resource("movedHalfway"), type: "deleting" }],
  };
  setup.pulumi = {
    "stack export --stack organization/shop/prod": JSON.stringify({ deployment: others }),
    ...setup.pulumi,
  };
  setup.pulumi["stack ls --json --fully-qualify-stack-names"] = stacks(
    "organization/shop/dev",
    "organization/shop/prod",
  );
  const { messages } = await command(setup, "orphans", "--delete", "--yes");
  expect(messages).toContain(`${id("lost")}: deleted\n`);
  expect(left()).toEqual(ways);
});

test("what an interrupted operation of the plugin is about is not deleted, nor anything else meanwhile", async () => {
  const { setup, id, left } = await setUpWith();
  const resource = resourceInState({ name: "lost", id: id("lost"), types: PLUGIN_TYPE });
  setup.pulumi["stack export"] = stateWith([], { pending_operations: [{ type: "updating", resource }] });
  const { status, output, messages } = await command(setup, "orphans");
  expect(status).toBe(1);
  expect(output).toContain(id("lost"));
  expect(messages).toContain(`${id("lost")}: --delete keeps it, since this stack's state holds it\n`);
  await command(setup, "orphans", "--delete", "--yes");
  expect(left()).toEqual(["lost"]);
});

test("a stack that is moved from the dynamic resource to the plugin and back has no orphans on the way", async () => {
  const { simulator, setup, id } = await setUpWith("first", "second");
  const outputs = { baseUrl: simulator.url };
  const state = (...types: string[]) =>
    stateWith(
      ["first", "second", "lost"].map((name, index) => ({ name, id: id(name), types: types[index] ?? "", outputs })),
    );
  for (const types of [
    [DYNAMIC_TYPE, DYNAMIC_TYPE, DYNAMIC_TYPE],
    [PLUGIN_TYPE, DYNAMIC_TYPE, DYNAMIC_TYPE],
    [PLUGIN_TYPE, PLUGIN_TYPE, PLUGIN_TYPE],
    [DYNAMIC_TYPE, PLUGIN_TYPE, DYNAMIC_TYPE],
    [DYNAMIC_TYPE, DYNAMIC_TYPE, DYNAMIC_TYPE],
  ]) {
    setup.pulumi["stack export"] = state(...types);
    expect(await command(setup, "orphans")).toEqual({ status: 0, output: "", messages: "No orphans of shop/dev.\n" });
  }
});

test("an instance of an explicit provider is kept, whichever platform that names", async () => {
  const { simulator, setup, id, left } = await setUpWith("eu");
  const provider = {
    urn: "urn:pulumi:dev::shop::pulumi:providers:act365::eu",
    type: "pulumi:providers:act365",
    id: "9",
  };
  const more = { types: PLUGIN_TYPE, provider: `${provider.urn}::9` };
  const state = (baseUrl: string) =>
    JSON.stringify({
      deployment: {
        resources: [provider, resourceInState({ name: "eu", id: id("eu"), outputs: { baseUrl }, ...more })],
      },
    });
  setup.pulumi["stack export"] = state("https://api.cloud-elements.co.uk/elements/api-v2");
  const { messages } = await command(setup, "orphans", "--delete", "--yes");
  expect(messages).toContain(
    `${id("eu")}: kept, since this stack's state holds it, at https://api.cloud-elements.co.uk/`,
  );
  expect(left()).toEqual(["eu"]);
  setup.pulumi["stack export"] = state(simulator.url);
  expect((await command(setup, "orphans")).status).toBe(0);
});

describe("of what the plugin left behind, --delete", () => {
  test.each([
    ["at the top of the program", PLUGIN_TYPE, DYNAMIC_TYPE],
    ["in a component that still holds instances", `${TEAM}$${PLUGIN_TYPE}`, `${TEAM}$${DYNAMIC_TYPE}`],
    ["below another instance", PLUGIN_TYPE, `${PLUGIN_TYPE}$${DYNAMIC_TYPE}`],
  ])("deletes what it made %s", async (_, types, hashed) => {
    const { setup, id, left, retag } = await setUpWith("held");
    setup.pulumi["stack export"] = stateWith([{ name: "held", id: id("held"), types }]);
    retag("lost", tag("lost", { types: hashed }));
    expect((await command(setup, "orphans", "--delete", "--yes")).messages).toBe(`${id("lost")}: deleted\n`);
    expect(left()).toEqual(["held"]);
  });

  test("keeps what it made in a component that no state knows", async () => {
    const { setup, left, retag } = await setUpWith();
    setup.pulumi["stack export"] = stateWith([{ name: "held", id: "1", types: PLUGIN_TYPE }]);
    retag("lost", tag("lost", { types: `${TEAM}$${DYNAMIC_TYPE}` }));
    const { messages } = await command(setup, "orphans", "--delete", "--yes");
    expect(messages).toContain("kept, since its owner tag has a hash that this stack does not make");
    expect(left()).toEqual(["lost"]);
  });

  test("keeps, on Pulumi Cloud, what any organization may have made, and says so", async () => {
    const { setup, id, left, retag } = await setUpWith();
    onCloud(setup);
    const spared =
      "its owner tag is one that the plugin makes in every Pulumi organization, so a stack of the same name elsewhere may hold it";
    const { status, messages } = await command(setup, "orphans", "--delete", "--yes");
    expect(messages).toContain(`${id("lost")}: kept, since ${spared}. If nothing uses it, delete it on the platform`);
    expect(status).toBe(1);
    const [listed] = JSON.parse((await command(setup, "orphans", "--json")).output);
    expect(listed).toMatchObject({ id: id("lost"), inState: false, spared: expect.stringContaining(spared) });
    retag("lost", tag("lost", { organization: "other" }));
    expect((await command(setup, "orphans", "--delete", "--yes")).messages).toContain(
      "a hash that this stack does not make",
    );
    expect(left()).toEqual(["lost"]);
  });

  test("deletes, on Pulumi Cloud, what has the organization's hash since it was moved to the plugin", async () => {
    const { setup, left, retag } = await setUpWith();
    onCloud(setup);
    retag("lost", tag("lost", { organization: "acme" }));
    expect((await command(setup, "orphans", "--delete", "--yes")).status).toBe(0);
    expect(left()).toEqual([]);
  });

  test("deletes, on Pulumi Cloud, what has the hash of a text that act365:ownerTag is set to", async () => {
    const { setup, left, retag } = await setUpWith();
    onCloud(setup);
    configure(setup, "ownerTag", "backend of sales");
    retag("lost", tag("lost", { setting: "backend of sales" }));
    expect((await command(setup, "orphans", "--delete", "--yes")).status).toBe(0);
    expect(left()).toEqual([]);
  });
});
