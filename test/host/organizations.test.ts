import { configurationFor, declaration, organization, startPlatform } from "../support/platform";
import { startPlugin } from "./frontEnd";
import { liveIds, totalFailureOf } from "./setUp";

/** A platform with two organizations, and a plugin for each, as two explicit providers have. */
async function startTwo() {
  const simulator = await startPlatform({ organizations: [organization("One"), organization("Two")] });
  const [one, two] = await Promise.all([0, 1].map((index) => startPlugin(configurationFor(simulator, index))));
  if (one === undefined || two === undefined) throw new Error("no plugin");
  return { simulator, one, two };
}

describe("several organizations", () => {
  test("have each their own instances, also under one owner tag", async () => {
    const { simulator, one, two } = await startTwo();
    const inputs = declaration();
    const [first, second] = [await one.create(inputs), await two.create(inputs)];
    const ids = simulator.organizations.map(({ id }) => id);
    expect([first.properties["organizationId"], second.properties["organizationId"]]).toEqual(ids);
    expect(simulator.organizations.map((each) => simulator.instances(each).length)).toEqual([1, 1]);
    const next = await startPlugin(configurationFor(simulator, 1));
    await next.delete(second.id, second.properties);
    expect(liveIds(simulator)).toEqual([first.id]);
  });

  test("are distinguished: with the other's credentials an instance is not found, which does not count as gone", async () => {
    const { simulator, one, two } = await startTwo();
    const { id, properties } = await one.create(declaration());
    simulator.requests.length = 0;
    const [ours, theirs] = simulator.organizations.map((each) => each.id);
    const message = await totalFailureOf(two.read(id, properties));
    expect(message).toContain(
      `Instance ${id} stays in the state: it belongs to organization ${ours}, but the credentials belong to organization ${theirs}`,
    );
    expect(simulator.requests.map(({ path }) => path)).toEqual([`/instances/${id}`, "/organizations/me"]);
  });

  test("are distinguished in a deletion too: the instance is neither deleted nor forgotten", async () => {
    const { simulator, one, two } = await startTwo();
    const { id, properties } = await one.create(declaration());
    expect(await totalFailureOf(two.delete(id, properties))).toMatch(/stays in the state: it belongs to organization/);
    expect(liveIds(simulator)).toEqual([id]);
  });

  test("with an instance that is really gone: the 404 counts for its own organization", async () => {
    const { simulator, one } = await startTwo();
    const { id, properties } = await one.create(declaration());
    simulator.others.remove(Number(id));
    expect(await one.read(id, properties)).toMatchObject({ id: "" });
  });
});
