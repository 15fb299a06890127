import { canary } from "../../support/canary";
import { TICKET_DESK_PROVIDER_TEXT, ticketDesk, ticketDeskCredentials } from "../../support/otherElement";
import { declaration, requestsTo } from "../../support/platform";
import { marksOf, type Properties } from "../../support/plugin";
import { partialFailureOf, setUp, theOne, totalFailureOf } from "../setUp";

const LOOK = "GET /elements/ticketdesk/instances";

/** Inputs of a package for the made-up element, as its state would hold them. */
function declared(more: Properties = {}): Properties {
  return { __provider: TICKET_DESK_PROVIDER_TEXT, verify: false, ...ticketDesk(more) };
}

/** A platform, the stock plugin, and an instance of the made-up element. */
async function startManagedDesk(more: Properties = {}) {
  const setup = await setUp();
  const inputs = declared(more);
  const { id, properties } = await setup.plugin.create(inputs);
  setup.simulator.requests.length = 0;
  return { ...setup, id, inputs, state: properties };
}

describe("a provider for another element, with three credentials, in the stock plugin", () => {
  test("checks the inputs of that element", async () => {
    const { plugin } = await setUp();
    const { agentKey: _, ...without } = declared({ apiKey: canary("apiKey") });
    const { failures } = await plugin.check({}, without);
    expect(failures.map(({ property, reason }) => [property, reason.split(";")[0]])).toEqual([
      ["", "apiKey is not known"],
      ["", "agentKey is missing"],
    ]);
    expect(await plugin.check({}, declared())).toMatchObject({ failures: [] });
  });

  test("creates, changes one credential, and deletes in a later process", async () => {
    const { simulator, plugin, nextPlugin } = await setUp();
    const inputs = declared({ verify: true });
    const { id, properties } = await plugin.create(inputs);
    expect(properties).toMatchObject({ ...inputs, instanceId: id });
    expect(theOne(simulator)).toMatchObject({ elementKey: "ticketdesk" });
    const news = { ...inputs, signingPassword: canary("rotated"), verify: false };
    expect(await plugin.diff(id, properties, news)).toMatchObject({ changes: "some", replaces: [] });
    const after = await plugin.update(id, properties, news);
    expect(theOne(simulator).configuration["signing.password"] === news.signingPassword).toBe(true);
    expect((await plugin.diff(id, after, news)).changes).toBe("none");
    await (await nextPlugin()).delete(id, after);
    expect(simulator.instances()).toEqual([]);
    expect(requestsTo(simulator)).toEqual([
      LOOK,
      "POST /instances",
      LOOK,
      "GET /hubs/helpdesk/ping",
      `PUT /instances/${id}`,
      `DELETE /instances/${id}`,
    ]);
  });

  test("shows a change by others of the credential that the platform returns, and reverts it", async () => {
    const { simulator, plugin, id, inputs, state } = await startManagedDesk();
    const theirs = canary("theirs");
    const configuration = { "agent.api.key": theirs, "account.secret": canary("masked") };
    simulator.others.change(Number(id), { configuration });
    const read = await plugin.read(id, state);
    expect(read.properties).toEqual({ ...state, agentKey: theirs });
    expect((await plugin.diff(id, read.properties, inputs)).changes).toBe("some");
    await plugin.update(id, read.properties, inputs);
    expect(theOne(simulator).configuration["agent.api.key"] === inputs["agentKey"]).toBe(true);
    // With one credential all of them are sent.
    expect(theOne(simulator).configuration["account.secret"] === inputs["accountSecret"]).toBe(true);
  });

  test("keeps the state after an update that the vendor refused, and the next one completes it", async () => {
    const { simulator, plugin, id, inputs, state } = await startManagedDesk();
    const news = { ...inputs, ...ticketDeskCredentials() };
    simulator.faults.add({ method: "PUT", fault: { kind: "status", status: 401, providerMessage: "No such agent" } });
    const partial = await partialFailureOf(plugin.update(id, state, news));
    expect(partial.reasons[0]).toMatch(/Ticket Desk says: No such agent/);
    expect(partial.state).toEqual({ ...state, sendCredentialsAgain: true });
    const after = await plugin.update(id, partial.state, news);
    expect((await plugin.diff(id, after, news)).changes).toBe("none");
  });

  test("adopts an imported instance with the first update", async () => {
    const { simulator, plugin, nextPlugin, id, inputs, state } = await startManagedDesk();
    const { __provider, baseUrl, ownerTag } = state;
    const later = await nextPlugin();
    const read = await later.read(id, { __provider, baseUrl, ownerTag, instanceId: id });
    expect(marksOf(read.properties)).toEqual(["agentKey", "token"]);
    expect((await later.diff(id, read.properties, inputs)).changes).toBe("some");
    const after = await later.update(id, read.properties, inputs);
    expect(after["token"] === theOne(simulator).token).toBe(true);
    expect((await plugin.diff(id, after, inputs)).changes).toBe("none");
  });

  test("works beside Act! 365 in one plugin, each with its own instances", async () => {
    const { simulator, plugin } = await setUp();
    const desk = await plugin.create(declared());
    const crm = await plugin.create(declaration());
    expect(simulator.instances().map(({ id, elementKey }) => [String(id), elementKey])).toEqual([
      [desk.id, "ticketdesk"],
      [crm.id, "actessentials"],
    ]);
    const { ownerTag: _, ...untagged } = declared({ adoptId: crm.id });
    expect(await totalFailureOf(plugin.create(untagged))).toMatch(
      /belongs to the element actessentials, not to ticketdesk/,
    );
  });
});
