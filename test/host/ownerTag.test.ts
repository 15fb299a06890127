import { failureOf } from "../support/canary";
import { declaration, requestsTo } from "../support/platform";
import { createOne, liveIds, setUp, startManaged, theOne, within } from "./setUp";

const OWNER_TAG = "pulumi:project/dev/crm:0123456789";

describe("the owner tag", () => {
  test("is an additional tag of the instance", async () => {
    const { simulator } = await startManaged({}, { tags: ["sales"] });
    expect(theOne(simulator).tags).toEqual(["sales", OWNER_TAG]);
  });

  test("makes a second creation adopt the instance, bring it to the declaration, and say so in one line", async () => {
    const { simulator, plugin, id, inputs } = await startManaged();
    simulator.others.change(Number(id), { name: "by hand", disabled: true });
    const again = await plugin.create({ ...inputs, tags: ["emea"] });
    expect(again.id).toBe(id);
    expect(requestsTo(simulator)).toEqual([
      "GET /elements/actessentials/instances",
      `PUT /instances/${id}`,
      `PUT /instances/${id}/enabled`,
    ]);
    expect(theOne(simulator)).toMatchObject({ name: "crm", tags: ["emea", OWNER_TAG], disabled: false });
    expect((await plugin.diff(id, again.properties, { ...inputs, tags: ["emea"] })).changes).toBe("none");
    const { createdDate } = theOne(simulator);
    expect(plugin.output().trim().split("\n")).toEqual([
      `act365: crm: warning: adopted instance ${id} (created ${createdDate}) instead of creating a second one: it carries the ` +
        `owner tag of this declaration, ${OWNER_TAG}. If it is not left over from an interrupted run, but managed from ` +
        "another machine or backend with the same project and stack name (such as pulumi login --local), set " +
        "act365:ownerTag to a text of your own",
    ]);
  });

  test("of another declaration leads to an instance of its own", async () => {
    const { simulator, plugin } = await setUp();
    const { id } = await createOne({ simulator });
    const other = await plugin.create(declaration({ ownerTag: "pulumi:project/dev/crm:9876543210" }));
    expect(other.id).not.toBe(id);
    expect(simulator.instances()).toHaveLength(2);
  });

  test("on several instances stops the creation; it lists ids and creation dates, and changes nothing", async () => {
    const { simulator, plugin } = await setUp();
    const twins = ["crm", "crm"].map((name) => simulator.others.create({ name, tags: [OWNER_TAG] }));
    const error = await failureOf(plugin.create(declaration()));
    expect(error.message).toMatch(`2 instances carry the owner tag ${OWNER_TAG} of this declaration: `);
    for (const { id, createdDate } of twins) expect(error.message).toContain(`${id} (created ${createdDate})`);
    expect(requestsTo(simulator)).toEqual([
      "GET /elements/actessentials/instances",
      ...twins.map(({ id }) => `GET /instances/${id}`),
    ]);
    expect(liveIds(simulator)).toEqual(twins.map(({ id }) => String(id)));
  });

  test("of an instance of another element is not ours", async () => {
    const { simulator, plugin } = await setUp();
    simulator.others.create({ name: "crm", tags: [OWNER_TAG], elementKey: "sfdc" });
    await plugin.create(declaration());
    expect(simulator.instances().map(({ elementKey }) => elementKey)).toEqual(["sfdc", "actessentials"]);
  });

  test("that only begins with ours, on an instance that a lenient filter returns, is not ours", async () => {
    const { simulator, plugin } = await setUp();
    const other = simulator.others.create({ name: "crm", tags: [`${OWNER_TAG}0`] });
    const body = JSON.stringify([{ id: other.id, name: "crm", tags: other.tags }]);
    simulator.faults.add({ method: "GET", path: "/elements/*/instances", fault: { kind: "body", body } });
    const { id } = await plugin.create(declaration());
    expect(id).not.toBe(String(other.id));
  });

  test("that is switched off is neither sent nor looked for; an unknown outcome says what to look for", async () => {
    const { simulator, plugin } = await setUp();
    const { ownerTag: _, ...inputs } = declaration(within("8s"));
    simulator.faults.add({ method: "POST", fault: { kind: "close", when: "afterCommit" } });
    const error = await failureOf(plugin.create(inputs));
    expect(error.message).toMatch(/^It is not known whether an instance was created: POST \/instances: /);
    expect(error.message).toMatch(/look on the platform for an instance called "crm" .* or name its id in adoptId/);
    expect(requestsTo(simulator)).toEqual(["POST /instances"]);
    expect(theOne(simulator).tags).toEqual(["sales"]);
  });

  test("that is switched off later is removed from the instance, and put back when it is switched on", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    const { ownerTag: _, ...without } = inputs;
    expect((await plugin.diff(id, state, without)).changes).toBe("some");
    const off = await plugin.update(id, state, without);
    expect(theOne(simulator).tags).toEqual(["sales"]);
    expect((await plugin.diff(id, off, inputs)).changes).toBe("some");
    expect(await plugin.update(id, off, inputs)).toEqual(state);
    expect(theOne(simulator).tags).toEqual(["sales", OWNER_TAG]);
  });
});
