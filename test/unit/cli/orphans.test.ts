import { mkdirSync, writeFileSync } from "node:fs";

import os = require("node:os");

import { join } from "node:path";
import { ownerTagFor } from "../../../provider/src/lifecycle/model/ownerTag";
import {
  type CommandSetup,
  command,
  madeByHand,
  setUpCommand,
  stacks,
  stateWith,
  writeFakePulumi,
} from "../../support/command";
import { startPlatform } from "../../support/platform";

const TYPE = "pulumi-nodejs:dynamic/act365:Act365Instance";
const HOUR = 3_600_000;

afterEach(() => jest.restoreAllMocks());

/** The owner tag of a resource, where nothing else is said in a stack of a self-managed backend. */
function tag(resource: string, stack = "dev", { types = TYPE, setting = "true", organization = "organization" } = {}) {
  return ownerTagFor(setting, organization, `urn:pulumi:${stack}::shop::${types}::${resource}`) ?? "";
}

/** A platform on which everything is an hour old. */
function startOldPlatform() {
  return startPlatform({ now: () => new Date(Date.now() - HOUR) });
}

/** Adds a stack to the project. @param state what `pulumi stack export` prints */
function addStack(setup: CommandSetup, name: string, state: CommandSetup["pulumi"][string]) {
  setup.pulumi = { [`stack export --stack ${name}`]: state, ...setup.pulumi };
  setup.pulumi["stack ls --json --fully-qualify-stack-names"] = stacks("organization/shop/dev", name);
}

/** A stack whose state holds `crm`; a killed run left `lost`, and a second `crm`. */
async function setUpWithOrphans() {
  const simulator = await startOldPlatform();
  const held = madeByHand(simulator, "crm", { tags: [tag("crm")] });
  const twin = madeByHand(simulator, "crm", { tags: [tag("crm")] });
  const lost = madeByHand(simulator, "lost", { tags: ["sales", tag("lost")] });
  madeByHand(simulator, "of another stack", { tags: [tag("crm", "prod")] });
  madeByHand(simulator, "nobody's");
  const setup = setUpCommand(simulator);
  setup.pulumi["stack export"] = stateWith([{ name: "crm", id: held.id, outputs: { baseUrl: simulator.url } }]);
  const ids = () => simulator.instances().map(({ id }) => String(id));
  return { simulator, setup, held, twin, lost, ids };
}

test("orphans shows what the state does not hold, and owner tags that several carry: status 1", async () => {
  const { setup, held, twin, lost, ids } = await setUpWithOrphans();
  setup.now = new Date(Date.parse(lost.createdDate) + 3 * 86_400_000);
  const { status, output, messages } = await command(setup, "orphans");
  expect(output.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
    ["ID", "NAME", "AGE", "DECLARATION", "IN STATE", "SAME OWNER TAG AS"],
    [held.id, "crm", "3 days", "shop/dev/crm", "yes", twin.id],
    [twin.id, "crm", "3 days", "shop/dev/crm", "no", held.id],
    [lost.id, "lost", "3 days", "shop/dev/lost", "no"],
    [""],
  ]);
  expect(messages).toContain("pulumi up adopts those that the program still declares");
  expect(status).toBe(1);
  expect(ids()).toHaveLength(5);
});

test("orphans --json prints an array", async () => {
  const { setup, twin, held } = await setUpWithOrphans();
  const { status, output } = await command(setup, "orphans", "--json");
  expect(status).toBe(1);
  expect(JSON.parse(output)[1]).toEqual({
    id: twin.id,
    name: "crm",
    createdDate: twin.createdDate,
    ownerTag: tag("crm"),
    owner: { project: "shop", stack: "dev", resource: "crm" },
    inState: false,
    sharedWith: [held.id],
    spared: null,
  });
});

test("a stack without orphans: status 0", async () => {
  const { setup, held, twin, lost, simulator } = await setUpWithOrphans();
  simulator.others.remove(Number(twin.id));
  simulator.others.remove(Number(lost.id));
  expect(held.id).not.toBe("");
  expect(await command(setup, "orphans")).toEqual({ status: 0, output: "", messages: "No orphans of shop/dev.\n" });
  expect((await command(setup, "orphans", "--json")).output).toBe("[]\n");
});

test("--delete --yes deletes exactly what the state does not hold: status 0", async () => {
  const { simulator, setup, twin, lost, ids } = await setUpWithOrphans();
  const rest = ids().filter((id) => id !== twin.id && id !== lost.id);
  const { status, messages } = await command(setup, "orphans", "--delete", "--yes");
  expect(messages).toBe(`${twin.id}: deleted\n${lost.id}: deleted\n`);
  expect(status).toBe(0);
  expect(ids()).toEqual(rest);
  expect(simulator.requests.filter(({ method }) => method === "DELETE")).toHaveLength(2);
});

test.each([
  ["yes", 0, 3],
  ["y", 1, 5],
  ["", 1, 5],
])("--delete asks at a terminal, and %j ends with status %d and %d instances", async (answer, status, left) => {
  const { setup, ids } = await setUpWithOrphans();
  expect((await command({ ...setup, answer }, "orphans", "--delete")).status).toBe(status);
  expect(ids()).toHaveLength(left);
});

test("--delete without a terminal and without --yes is wrong usage, and so is --yes alone", async () => {
  const { setup, ids } = await setUpWithOrphans();
  expect((await command(setup, "orphans", "--delete")).status).toBe(2);
  expect((await command(setup, "orphans", "--yes")).status).toBe(2);
  expect((await command({ ...setup, answer: "yes" }, "orphans", "--delete", "--json")).status).toBe(2);
  expect(ids()).toHaveLength(5);
});

test("nothing is deleted where an update may be under way", async () => {
  const { setup, ids } = await setUpWithOrphans();
  setup.pulumi["stack export"] = stateWith([], { pending_operations: [{ type: "creating" }] });
  const { status, messages } = await command(setup, "orphans", "--delete", "--yes");
  expect(status).toBe(1);
  expect(messages).toContain("Nothing was deleted: the state has pending operations");
  expect(ids()).toHaveLength(5);
});

test.each([
  ["a failed export", { status: 255, says: "error: the lock is held" }],
  ["no JSON", "nothing"],
  ["no deployment", "{}"],
  ["an unknown form", JSON.stringify({ deployment: { resources: {} } })],
])("a state that cannot be read (%s) is an error, and no instance counts as an orphan", async (_, printed) => {
  const { setup, ids } = await setUpWithOrphans();
  setup.pulumi["stack export"] = printed;
  expect(await command(setup, "orphans", "--delete", "--yes")).toMatchObject({ status: 1, output: "" });
  expect(ids()).toHaveLength(5);
});

test("an id that the state holds for another platform does not keep this platform's instance", async () => {
  const { setup, held } = await setUpWithOrphans();
  setup.pulumi["stack export"] = stateWith([
    { name: "crm", id: held.id, outputs: { baseUrl: "https://api.cloud-elements.co.uk/elements/api-v2" } },
  ]);
  const found = JSON.parse((await command(setup, "orphans", "--json")).output);
  expect(found[0]).toMatchObject({ id: held.id, inState: false });
});

test("during a deletion, an instance adopted meanwhile is kept, one already gone is no failure, and one that fails does not stop the others", async () => {
  const { simulator, setup, twin, lost } = await setUpWithOrphans();
  const third = madeByHand(simulator, "third", { tags: [tag("third")] });
  let listed = false;
  simulator.onRequest(({ path }) => {
    if (path.startsWith("/elements/")) listed = true;
    else if (listed && path === `/instances/${twin.id}`) {
      simulator.others.change(Number(twin.id), { tags: [tag("crm", "prod")] });
      simulator.others.remove(Number(third.id));
    }
  });
  simulator.faults.add({ method: "DELETE", fault: { kind: "status", status: 409 } });
  const { status, messages } = await command(setup, "orphans", "--delete", "--yes");
  expect(messages).toContain(`${twin.id}: kept, since its owner tag has changed`);
  expect(messages).toContain(`error: ${lost.id} was not deleted: DELETE /instances/${lost.id} returned 409`);
  expect(messages).toContain(`${third.id}: is already deleted`);
  expect(status).toBe(1);
});

test("orphans needs a stack", async () => {
  const { setup } = await setUpWithOrphans();
  expect((await command(setup, "orphans", "--cwd", "/")).status).toBe(1);
});

test("a stack of another project is an error: its state would make orphans of this one's instances", async () => {
  const { setup, ids } = await setUpWithOrphans();
  const named = await command(setup, "orphans", "--delete", "--yes", "--stack", "organization/other/dev");
  expect(named).toMatchObject({ status: 1, output: "" });
  expect(named.messages).toContain("belongs to the project other, but this is the project shop");
  expect((await command(setup, "orphans", "--stack", "organization/shop/dev")).output).toContain("shop/dev/lost");
  setup.pulumi["stack export"] = String(setup.pulumi["stack export"]).replaceAll("dev::shop", "dev::store");
  const exported = await command(setup, "orphans", "--delete", "--yes");
  expect(exported).toMatchObject({ status: 1, output: "" });
  expect(exported.messages).toContain("The state is that of stack dev of project store");
  expect(ids()).toHaveLength(5);
});

test("what an update adopts while the question waits is kept", async () => {
  const { simulator, setup, held, twin, lost, ids } = await setUpWithOrphans();
  const during = { ...setup, answer: "yes" };
  const answered = jest.fn(() => {
    const all = [held, lost].map(({ id }, index) => ({ name: `n${index}`, id, outputs: { baseUrl: simulator.url } }));
    setup.pulumi["stack export"] = stateWith(all);
    writeFakePulumi(setup);
  });
  const { messages } = await command({ ...during, onQuestion: answered }, "orphans", "--delete");
  expect(messages).toContain(`${lost.id}: kept, since this stack's state holds it`);
  expect(messages).toContain(`${twin.id}: deleted`);
  expect(ids()).toContain(lost.id);
  expect(answered).toHaveBeenCalled();
});

test("an update that begins while the question waits stops all deletions", async () => {
  const { setup, ids } = await setUpWithOrphans();
  const onQuestion = () => {
    setup.pulumi["stack export"] = stateWith([], { pending_operations: [{ type: "creating" }] });
    writeFakePulumi(setup);
  };
  const { status, messages } = await command({ ...setup, answer: "yes", onQuestion }, "orphans", "--delete");
  expect(status).toBe(1);
  expect(messages).toContain("was not deleted: the state has pending operations");
  expect(ids()).toHaveLength(5);
});

test("an instance that also carries another stack's owner tag is kept", async () => {
  const { simulator, setup, lost, ids } = await setUpWithOrphans();
  simulator.others.change(Number(lost.id), { tags: [tag("lost"), tag("crm", "prod")] });
  const { messages } = await command(setup, "orphans", "--delete", "--yes");
  expect(messages).toContain(`${lost.id}: kept, since it also carries the owner tag of shop/prod/crm`);
  expect(ids()).toContain(lost.id);
});

test("where the state holds no instance at all, a warning says that another backend may hold them", async () => {
  const { setup } = await setUpWithOrphans();
  expect((await command(setup, "orphans")).messages).not.toContain("another backend");
  setup.pulumi["stack export"] = stateWith([]);
  expect((await command(setup, "orphans")).messages).toContain("warning: the state is empty. If another backend");
});

describe("--delete keeps, and says why,", () => {
  test("what the state holds, however the base URL is spelled", async () => {
    const { setup, held, twin, lost, ids, simulator } = await setUpWithOrphans();
    const port = new URL(simulator.url).port;
    setup.pulumi["stack export"] = stateWith([
      { name: "crm", id: held.id, outputs: { baseUrl: `http://localhost:${port}/elements/api-v2` } },
      { name: "a", id: twin.id, outputs: { baseUrl: "https://gateway.example.com/elements/api-v2" } },
      { name: "b", id: lost.id },
    ]);
    const { status, messages } = await command(setup, "orphans", "--delete", "--yes");
    expect(messages).toContain(
      `${held.id}: kept, since this stack's state holds it, at http://localhost:${port}/elements/api-v2\n`,
    );
    expect(messages).toContain(`${twin.id}: kept, since this stack's state holds it, at https://gateway.example.com`);
    expect(status).toBe(1);
    expect(ids()).toHaveLength(5);
  });

  test.each(["organization/shop/prod", "elsewhere/shop/dev"])("what the stack %s holds", async (name) => {
    const { setup, lost, twin, ids } = await setUpWithOrphans();
    addStack(setup, name, stateWith([{ name: "moved", id: lost.id }]));
    const { status, messages } = await command(setup, "orphans", "--delete", "--yes");
    expect(messages).toContain(`${lost.id}: kept, since the state of stack ${name} holds it\n`);
    expect(messages).toContain(`${twin.id}: deleted\n`);
    expect(status).toBe(1);
    expect(ids()).toContain(lost.id);
  });

  test("what many other stacks hold", async () => {
    const { setup, lost } = await setUpWithOrphans();
    const names = Array.from({ length: 9 }, (_, index) => `organization/shop/s${index}`);
    for (const name of names) addStack(setup, name, stateWith([]));
    setup.pulumi["stack export --stack organization/shop/s7"] = stateWith([{ name: "moved", id: lost.id }]);
    setup.pulumi["stack ls --json --fully-qualify-stack-names"] = stacks("organization/shop/dev", ...names);
    const { messages } = await command(setup, "orphans", "--delete", "--yes");
    expect(messages).toContain(`${lost.id}: kept, since the state of stack organization/shop/s7 holds it\n`);
  });

  test.each([
    ["the plugin manages", { type: "act365:index:Instance" }],
    ["is only read", { type: TYPE, external: true }],
  ])("what a state holds that %s", async (_, more) => {
    const { setup, lost, ids } = await setUpWithOrphans();
    const resource = { urn: `urn:pulumi:dev::shop::${more.type}::lost`, id: lost.id, custom: true, ...more };
    setup.pulumi["stack export"] = JSON.stringify({ deployment: { resources: [resource] } });
    expect((await command(setup, "orphans", "--delete", "--yes")).messages).not.toContain(`${lost.id}: deleted`);
    expect(ids()).toContain(lost.id);
  });

  test("what an interrupted operation of another stack is about", async () => {
    const { setup, lost, ids } = await setUpWithOrphans();
    const resource = { urn: `urn:pulumi:prod::shop::${TYPE}::lost`, id: lost.id, type: TYPE };
    addStack(setup, "organization/shop/prod", stateWith([], { pending_operations: [{ type: "deleting", resource }] }));
    await command(setup, "orphans", "--delete", "--yes");
    expect(ids()).toContain(lost.id);
  });

  test.each([
    ["another backend's", tag("lost", "dev", { setting: "other" }), "true"],
    ["made with another act365:ownerTag", tag("lost"), "backend of sales"],
    ["made before owner tags were turned off", tag("lost"), "false"],
    ["another organization's", tag("lost", "dev", { organization: "acme" }), "true"],
    ["of an unknown parent", tag("lost", "dev", { types: `acme:index:Team$${TYPE}` }), "true"],
  ])("what has an owner tag that is %s", async (_, ownerTag, setting) => {
    const { simulator, setup, lost, ids } = await setUpWithOrphans();
    simulator.others.change(Number(lost.id), { tags: [ownerTag] });
    const configuration: unknown = JSON.parse(String(setup.pulumi["config --json"]));
    setup.pulumi["config --json"] = JSON.stringify({
      ...Object(configuration),
      "act365:ownerTag": { value: setting, secret: false },
    });
    const { status, messages } = await command(setup, "orphans", "--delete", "--yes");
    expect(messages).toContain(`${lost.id}: kept, since its owner tag has a hash that this stack does not make`);
    expect(status).toBe(1);
    expect(ids()).toContain(lost.id);
  });

  test("what was created less than 10 minutes ago", async () => {
    const { setup, twin, lost, ids } = await setUpWithOrphans();
    setup.now = new Date(Date.parse(lost.createdDate) + 10 * 60_000 - 1);
    const { status, messages } = await command(setup, "orphans", "--delete", "--yes");
    expect(messages).toBe(
      [twin, lost].map(({ id }) => `${id}: kept, since it was created less than 10 minutes ago\n`).join(""),
    );
    expect(status).toBe(1);
    expect(ids()).toHaveLength(5);
  });

  test("what has no creation date", async () => {
    const { simulator, setup, lost, ids } = await setUpWithOrphans();
    const [{ createdDate: _, ...undated } = { createdDate: "" }] = simulator
      .instances()
      .filter(({ id }) => String(id) === lost.id);
    simulator.faults.add({
      method: "GET",
      path: "/elements/actessentials/instances",
      call: "every",
      fault: { kind: "body", body: JSON.stringify([undated]) },
    });
    const { messages } = await command(setup, "orphans", "--delete", "--yes");
    expect(messages).toBe(`${lost.id}: kept, since its creation date is unknown\n`);
    expect(ids()).toHaveLength(5);
  });
});

describe("--delete deletes", () => {
  test("what was created 10 minutes ago", async () => {
    const { setup, lost } = await setUpWithOrphans();
    setup.now = new Date(Date.parse(lost.createdDate) + 10 * 60_000);
    expect((await command(setup, "orphans", "--delete", "--yes")).status).toBe(0);
  });

  test.each([
    ["a parent that occurs in the state", "dev", `acme:index:Team$acme:index:Group`],
    ["a parent that occurs in another stack's state", "prod", `acme:index:Team$acme:index:Group$${TYPE}`],
  ])("what has the owner tag of %s", async (_, stack, types) => {
    const { simulator, setup, lost, ids } = await setUpWithOrphans();
    simulator.others.change(Number(lost.id), {
      tags: [tag("lost", "dev", { types: `acme:index:Team$acme:index:Group$${TYPE}` })],
    });
    const state = JSON.stringify({ deployment: { resources: [{ urn: `urn:pulumi:${stack}::shop::${types}::x` }] } });
    if (stack === "dev") setup.pulumi["stack export"] = state;
    else addStack(setup, "organization/shop/prod", state);
    expect((await command(setup, "orphans", "--delete", "--yes")).messages).toContain(`${lost.id}: deleted\n`);
    expect(ids()).not.toContain(lost.id);
  });

  test("what has the owner tag of an organization of Pulumi Cloud, and of a text of act365:ownerTag", async () => {
    const { simulator, setup, twin, lost } = await setUpWithOrphans();
    simulator.others.change(Number(lost.id), { tags: [tag("lost", "dev", { organization: "acme" })] });
    setup.pulumi["stack --show-name --fully-qualify-stack-names"] = "acme/shop/dev\n";
    setup.pulumi["stack ls --json --fully-qualify-stack-names"] = stacks("acme/shop/dev");
    expect((await command(setup, "orphans", "--delete", "--yes")).messages).toContain(`${lost.id}: deleted\n`);

    simulator.others.change(Number(twin.id), { tags: [tag("crm", "dev", { setting: "sales" })] });
    const configuration: unknown = JSON.parse(String(setup.pulumi["config --json"]));
    setup.pulumi["config --json"] = JSON.stringify({ ...Object(configuration), "act365:ownerTag": { value: "sales" } });
    expect((await command(setup, "orphans", "--delete", "--yes")).messages).toContain(`${twin.id}: deleted\n`);
  });
});

describe("nothing is deleted", () => {
  test.each([
    ["the state of another stack cannot be read", { status: 255, says: "error: no such key" }, "no such key"],
    ["the state of another stack is no state", "{}", "pulumi stack export printed no state"],
  ])("where %s; without --delete, what is wrong is still shown", async (_, state, why) => {
    const { setup, lost, ids } = await setUpWithOrphans();
    addStack(setup, "organization/shop/prod", state);
    const { status, messages } = await command(setup, "orphans", "--delete", "--yes");
    expect(messages).toContain("error: Nothing was deleted: the state of stack organization/shop/prod of this project");
    expect(messages).toContain(why);
    expect(status).toBe(1);
    expect(ids()).toHaveLength(5);
    const shown = await command(setup, "orphans");
    expect(shown.output).toContain(lost.id);
    expect(shown.messages).toContain(`${lost.id}: --delete keeps it, since the state of stack organization/shop/prod`);
  });

  test.each([
    ["fails", { status: 255, says: "error: no access" }],
    ["prints nothing", ""],
    ["prints no stack", "[]"],
    ["prints something else", "[{}]"],
  ])("where pulumi stack ls %s", async (_, printed) => {
    const { setup, ids } = await setUpWithOrphans();
    setup.pulumi["stack ls --json --fully-qualify-stack-names"] = printed;
    const { status, messages } = await command(setup, "orphans", "--delete", "--yes");
    expect(messages).toContain("error: Nothing was deleted: pulumi stack ls");
    expect(status).toBe(1);
    expect(ids()).toHaveLength(5);
  });

  test("while the backend knows of an update of the stack, though not of another stack", async () => {
    const { setup, ids } = await setUpWithOrphans();
    const listed = (running: string) =>
      JSON.stringify(
        ["dev", "prod"].map((name) => ({ name: `organization/shop/${name}`, updateInProgress: name === running })),
      );
    addStack(setup, "organization/shop/prod", stateWith([]));
    setup.pulumi["stack ls --json --fully-qualify-stack-names"] = listed("dev");
    const { status, messages } = await command(setup, "orphans", "--delete", "--yes");
    expect(messages).toContain("error: Nothing was deleted: an update of this stack is under way");
    expect(status).toBe(1);
    expect(ids()).toHaveLength(5);
    setup.pulumi["stack ls --json --fully-qualify-stack-names"] = listed("prod");
    expect((await command(setup, "orphans", "--delete", "--yes")).status).toBe(0);
  });

  test.each([
    ["with an absolute path", (folder: string) => `file://${folder}/the%20state?no_tmp_dir=true`],
    ["with a path relative to the project", () => "file://./the state"],
    ["in the user's home", () => "file://~/the state"],
    ["on a drive of Windows, which is no folder at the root,", () => "file:///C:/../the state"],
  ])("while a backend in a folder %s holds a lock of the stack", async (_, url) => {
    const { setup, ids } = await setUpWithOrphans();
    jest.spyOn(os, "userInfo").mockReturnValue({ ...os.userInfo(), homedir: setup.folder });
    const locks = join(setup.folder, "the state", ".pulumi", "locks", "organization", "shop");
    setup.pulumi["whoami --json"] = JSON.stringify({ url: url(setup.folder) });
    mkdirSync(join(locks, "dev"), { recursive: true });
    mkdirSync(join(locks, "prod"));
    writeFileSync(join(locks, "prod", "1.json"), "{}");
    writeFileSync(join(locks, "dev", "1.json"), "{}");
    const { status, messages } = await command(setup, "orphans", "--delete", "--yes");
    expect(messages).toContain("error: Nothing was deleted: an update of this stack is under way");
    expect(status).toBe(1);
    expect(ids()).toHaveLength(5);
  });
});

test("a backend whose URL is not known shows no lock, and does not prevent a deletion", async () => {
  const { setup } = await setUpWithOrphans();
  setup.pulumi["whoami --json"] = { status: 255, says: "error: no login" };
  expect((await command(setup, "orphans", "--delete", "--yes")).status).toBe(0);
});

test("orphans --json says of each what --delete would keep, and why", async () => {
  const { setup, held, twin, lost } = await setUpWithOrphans();
  addStack(setup, "organization/shop/prod", stateWith([{ name: "moved", id: lost.id }]));
  expect(JSON.parse((await command(setup, "orphans", "--json")).output)).toMatchObject([
    { id: held.id, inState: true, spared: "this stack's state holds it" },
    { id: twin.id, inState: false, spared: null },
    { id: lost.id, inState: false, spared: "the state of stack organization/shop/prod holds it" },
  ]);
});

test("another stack that gets hold of an instance while the question waits keeps it", async () => {
  const { setup, lost, ids } = await setUpWithOrphans();
  addStack(setup, "organization/shop/prod", stateWith([]));
  const onQuestion = () => {
    setup.pulumi["stack export --stack organization/shop/prod"] = stateWith([{ name: "moved", id: lost.id }]);
    writeFakePulumi(setup);
  };
  const { messages } = await command({ ...setup, answer: "yes", onQuestion }, "orphans", "--delete");
  expect(messages).toContain(`${lost.id}: kept, since the state of stack organization/shop/prod holds it`);
  expect(ids()).toContain(lost.id);
});
