import { failureOf } from "../../support/canary";
import { configurationFor, declaration, requestsTo, startPlatform } from "../../support/platform";
import { startPlugin } from "../frontEnd";
import { bodyOf, liveIds, partialFailureOf, setUp, theOne } from "../setUp";

const LIST = "/elements/actessentials/instances";

/** A platform on which a killed process has a POST under way, which `finish` lets it do, and a plugin for the next run. */
async function killedInPost() {
  const simulator = await startPlatform();
  let finish = () => {};
  const until = new Promise<void>((resolve) => {
    finish = resolve;
  });
  simulator.faults.add({ method: "POST", fault: { kind: "hold", until } });
  const inputs = declaration();
  const first = await startPlugin(configurationFor(simulator));
  const arrived = new Promise<void>((resolve) => {
    simulator.onRequest(({ method }) => method === "POST" && resolve());
  });
  const lost = failureOf(first.create(inputs));
  await arrived;
  first.process.kill("SIGKILL");
  await lost;
  return { simulator, plugin: await startPlugin(configurationFor(simulator)), inputs, finish };
}

/** Lets another instance with the declaration's owner tag turn up as soon as a POST has arrived. */
async function withRival(earlier: boolean) {
  const setup = await setUp();
  const { simulator } = setup;
  const inputs = declaration();
  const ownerTag = String(inputs["ownerTag"]);
  const rival = () => simulator.others.create({ name: "rival", tags: [ownerTag] });
  if (earlier) simulator.onRequest(({ method }) => method === "POST" && rival());
  else simulator.onCommit(({ method }) => method === "POST" && rival());
  return { ...setup, inputs };
}

describe("case 4d: the next run starts while a killed one's POST is still under way", () => {
  test("case 4d: the older instance wins: the new one is deleted, with one warning that names both", async () => {
    const { simulator, plugin, inputs, finish } = await killedInPost();
    simulator.onRequest(({ method }) => method === "POST" && finish());
    const committed = new Promise<void>((resolve) => {
      let commits = 0;
      simulator.onCommit(({ method }) => method === "POST" && ++commits === 2 && resolve());
    });
    const { id, properties } = await plugin.create({ ...inputs, tags: ["emea"] });
    await committed;
    expect(liveIds(simulator)).toEqual([id]);
    expect(theOne(simulator).tags).toContain("emea");
    expect((await plugin.diff(id, properties, { ...inputs, tags: ["emea"] })).changes).toBe("none");
    expect(plugin.output()).toMatch(
      /^act365: crm: warning: instance \d+ carries the owner tag of this declaration too, and is older: deleted instance \d+, .*\n$/,
    );
  });

  test("case 4e: a younger instance of the declaration is left alone, and the warning names it", async () => {
    const { simulator, plugin, inputs } = await withRival(false);
    const { id } = await plugin.create(inputs);
    expect(liveIds(simulator)).toHaveLength(2);
    const other = liveIds(simulator).find((each) => each !== id);
    expect(Number(id)).toBeLessThan(Number(other));
    expect(plugin.output()).toMatch(new RegExp(`warning: created instance ${id}, .* is also carried by ${other}`));
  });

  test("case 4f: where the new one cannot be deleted, the error names both, and the next up goes on with it", async () => {
    const { simulator, plugin, inputs } = await withRival(true);
    simulator.faults.add({ method: "DELETE", call: "every", fault: { kind: "status", status: 409 } });
    const { id, state, reasons } = await partialFailureOf(plugin.create(inputs));
    const other = liveIds(simulator).find((each) => each !== id);
    expect(reasons.join()).toContain(`instance ${other} carries the owner tag`);
    expect(reasons.join()).toContain(`${id} could not be deleted`);
    simulator.others.remove(Number(other));
    const properties = await plugin.update(id, state, inputs);
    expect(liveIds(simulator)).toEqual([id]);
    expect((await plugin.diff(id, properties, inputs)).changes).toBe("none");
  });

  test("case 4g: the search after the POST only warns where it fails", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({ method: "GET", path: LIST, call: 2, fault: { kind: "status", status: 403 } });
    const { id } = await plugin.create(declaration());
    expect(liveIds(simulator)).toEqual([id]);
    expect(plugin.output()).toMatch(
      /warning: created instance \d+, but could not check whether another instance carries/,
    );
  });

  test("case 4h: the new instance stays where the other one is listed but deleted", async () => {
    const { simulator, plugin, inputs } = await withRival(true);
    simulator.onCommit(({ method }) => {
      const rival = simulator.instances().find(({ name }) => name === "rival");
      if (method === "POST" && rival !== undefined) simulator.others.remove(rival.id, { lists: 5 });
    });
    const { id } = await plugin.create(inputs);
    expect(liveIds(simulator)).toEqual([id]);
    expect(requestsTo(simulator).filter((request) => request.startsWith("DELETE"))).toEqual([]);
    expect(bodyOf(simulator, "POST")).toMatchObject({ name: "crm" });
  });

  test("case 4i: an instance that is listed with the owner tag, but no longer carries it, is neither adopted nor preferred", async () => {
    const { simulator, plugin } = await setUp();
    const inputs = declaration();
    const theirs = simulator.others.create({ name: "theirs", tags: ["theirs"] });
    const body = JSON.stringify([{ ...theirs, tags: [inputs["ownerTag"]] }]);
    simulator.faults.add({ method: "GET", path: LIST, call: 2, fault: { kind: "body", body } });
    const { id } = await plugin.create(inputs);
    expect(liveIds(simulator)).toEqual([String(theirs.id), id]);
    expect(requestsTo(simulator).filter((request) => !request.startsWith("GET"))).toEqual(["POST /instances"]);
  });
});
