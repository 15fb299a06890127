import { ACT_365 } from "../../../provider/src/elements/actessentials";
import { canary, failureOf } from "../../support/canary";
import { TICKET_DESK, TICKET_DESK_TAG, ticketDesk, ticketDeskCredentials } from "../../support/otherElement";
import { configurationFor, declaration, requestsTo, startPlatform } from "../../support/platform";
import type { Properties } from "../../support/plugin";
import { SOME } from "../../support/some";
import { verbsOf } from "../../support/verbs";

const MASK = "********";
const LOOK = "GET /elements/ticketdesk/instances";

/** A platform, and the verbs on instances of the made-up element. */
async function setUp() {
  const simulator = await startPlatform();
  const configuration = configurationFor(simulator);
  const sources = { configuration: (key: string) => configuration[key], environment: {} };
  const verbsOn = (element: typeof TICKET_DESK) => verbsOf(element, { sources });
  return { simulator, instances: verbsOn(TICKET_DESK), verbsOn };
}

/** The same with an instance. */
async function managed(more: Properties = {}) {
  const setup = await setUp();
  const inputs = ticketDesk(more);
  const { id, properties } = await setup.instances.create(inputs);
  setup.simulator.requests.length = 0;
  return { ...setup, inputs, id, state: properties, stored: () => setup.simulator.instances()[0]?.configuration ?? {} };
}

describe("a check", () => {
  test("accepts a right declaration, and fills in the defaults", async () => {
    const inputs = ticketDesk({ configuration: { "queue.size": 50 } });
    const checked = await verbsOf(TICKET_DESK).check(inputs);
    expect(checked).toEqual({ inputs: { ...inputs, verify: false }, failures: [] });
  });

  test("asks for each of the three credentials, and says where it is found", async () => {
    const { failures } = await verbsOf(TICKET_DESK).check({ name: "desk" });
    expect(failures.map(({ reason }) => reason)).toEqual([
      "accountSecret is missing; find it in Ticket Desk under Account > Security",
      "agentKey is missing; find it in Ticket Desk under Agents",
      "signingPassword is missing; find it in the Ticket Desk developer portal",
    ]);
  });

  test("knows neither the credentials of Act! 365, nor its configuration keys", async () => {
    const given = ticketDesk({ apiKey: canary("apiKey"), configuration: { username: "a", "agent.api.key": "b" } });
    const { failures } = await verbsOf(TICKET_DESK).check(given);
    expect(failures.map(({ reason }) => reason)).toEqual([
      "apiKey is not known; the resource takes name, accountSecret, agentKey, signingPassword, tags, enabled, events, " +
        "configuration, verify, adoptId",
      'configuration["agent.api.key"] is the input agentKey; set it there',
    ]);
  });
});

describe("a creation", () => {
  test("looks, posts and looks for the element, with the three credentials in its keys", async () => {
    const { simulator, instances } = await setUp();
    const inputs = ticketDesk({ configuration: { "queue.size": 50 } });
    const { id, properties } = await instances.create(inputs);
    expect(requestsTo(simulator)).toEqual([LOOK, "POST /instances", LOOK]);
    expect(simulator.requests[1]?.body).toMatchObject({ element: { key: "ticketdesk" } });
    const [stored] = simulator.instances();
    expect(stored).toMatchObject({ elementKey: "ticketdesk", name: "desk", tags: ["support", TICKET_DESK_TAG] });
    expect(stored?.configuration).toMatchObject({
      "account.secret": inputs["accountSecret"],
      "agent.api.key": inputs["agentKey"],
      "signing.password": inputs["signingPassword"],
      "queue.size": "50",
    });
    expect(properties).toMatchObject({ ...inputs, instanceId: id, token: stored?.token, baseUrl: simulator.url });
  });

  test("neither finds nor adopts an instance of Act! 365", async () => {
    const { simulator, instances, verbsOn } = await setUp();
    const other = await verbsOn(ACT_365).create(declaration({ ownerTag: TICKET_DESK_TAG }));
    const { id } = await instances.create(ticketDesk());
    expect(id).not.toBe(other.id);
    const error = await failureOf(instances.create(ticketDesk({ ownerTag: undefined, adoptId: other.id })));
    expect(error.message).toContain(`instance ${other.id} belongs to the element actessentials, not to ticketdesk`);
    expect(simulator.instances()).toHaveLength(2);
  });

  test("adopts the instance that an earlier one lost, and sends what is masked", async () => {
    const { simulator, instances } = await setUp();
    const lost = simulator.others.create({ name: "desk", tags: [TICKET_DESK_TAG], elementKey: "ticketdesk" });
    const inputs = ticketDesk();
    expect((await instances.create(inputs)).id).toBe(String(lost.id));
    expect(requestsTo(simulator)).toEqual([LOOK, `PUT /instances/${lost.id}`]);
    expect(simulator.instances()[0]?.configuration).toMatchObject({ "signing.password": inputs["signingPassword"] });
  });
});

describe("an update", () => {
  test.each([
    ["accountSecret", "account.secret"],
    ["agentKey", "agent.api.key"],
    ["signingPassword", "signing.password"],
  ])("of %s alone is one PUT of all credentials, without name and tags", async (input, key) => {
    const { simulator, instances, inputs, id, state, stored } = await managed();
    const news = { ...inputs, [input]: canary("rotated") };
    expect(await instances.diff(id, state, news)).toEqual({ changes: SOME, replaces: [] });
    const after = await instances.update(id, state, news);
    expect(requestsTo(simulator)).toEqual([`PUT /instances/${id}`]);
    const body = simulator.requests[0]?.body as { configuration: object };
    expect(Object.keys(body)).toEqual(["element", "configuration"]);
    expect(Object.keys(body.configuration).sort()).toEqual(["account.secret", "agent.api.key", "signing.password"]);
    expect(stored()[key]).toBe(news[input as "agentKey"]);
    expect(after).toStrictEqual({ ...state, [input]: news[input as "agentKey"] });
    expect(await instances.diff(id, after, news)).toEqual({ changes: [], replaces: [] });
  });

  test("sets a key that is taken away back to the element's default", async () => {
    const { instances, inputs, id, state, stored } = await managed({ configuration: { "queue.size": 50 } });
    const { configuration: _, ...news } = inputs;
    await instances.update(id, state, news);
    expect(stored()["queue.size"]).toBe("25");
  });

  test("that the vendor refuses names it and the three credentials, keeps the old ones, and marks them", async () => {
    const { simulator, instances, inputs, id, state } = await managed();
    const news = { ...inputs, ...ticketDeskCredentials() };
    simulator.faults.add({ method: "PUT", fault: { kind: "status", status: 401, providerMessage: "No such agent" } });
    const error = await failureOf(instances.update(id, state, news));
    expect(error.message).toContain("Ticket Desk says: No such agent");
    expect(error.message).toContain(
      "Check accountSecret (find it in Ticket Desk under Account > Security), agentKey (find it in Ticket Desk " +
        "under Agents) and signingPassword (find it in",
    );
    expect(error.message).toContain("Not done: accountSecret, agentKey, signingPassword");
    expect(error).toMatchObject({ partial: { properties: { ...state, sendCredentialsAgain: true } } });
  });

  test("shows none of the credentials that a server echoes", async () => {
    const { simulator, instances, inputs, id, state } = await managed();
    const { accountSecret, agentKey, signingPassword } = state;
    const message = `was ${accountSecret}, ${agentKey}, ${signingPassword}`;
    simulator.faults.add({ call: "every", fault: { kind: "status", status: 400, message, echoRequest: true } });
    const error = await failureOf(instances.update(id, state, { ...inputs, ...ticketDeskCredentials() }));
    expect(error.message).toContain("was [secret], [secret], [secret]");
  });
});

describe("a refresh", () => {
  test("shows a change by others of the credential that the platform shows, and the next update takes it back", async () => {
    const { simulator, instances, inputs, id, state, stored } = await managed();
    const theirs = canary("theirs");
    simulator.others.change(Number(id), { configuration: { "agent.api.key": theirs } });
    const read = await instances.read(id, state);
    expect(read).toEqual({ properties: { ...state, agentKey: theirs }, inputs: { ...inputs, agentKey: theirs } });
    const drifted = read?.properties ?? {};
    expect(await instances.diff(id, drifted, inputs)).toEqual({ changes: SOME, replaces: [] });
    await instances.update(id, drifted, inputs);
    expect(stored()["agent.api.key"]).toBe(inputs["agentKey"]);
  });

  test("cannot see a change of those that it masks", async () => {
    const { simulator, instances, id, state } = await managed();
    simulator.others.change(Number(id), { configuration: { "account.secret": canary("theirs") } });
    expect((await instances.read(id, state))?.properties).toEqual(state);
  });

  test("of an instance that was imported brings its token, but no input; the first update sends all", async () => {
    const { simulator, instances, inputs, id, state, stored } = await managed();
    const imported = { instanceId: id, baseUrl: state["baseUrl"], ownerTag: TICKET_DESK_TAG };
    const read = await instances.read(id, imported);
    const { agentKey, token } = state;
    const declared = { name: "desk", tags: ["support"], enabled: true, ownerTag: TICKET_DESK_TAG };
    expect(read?.inputs).toStrictEqual({ ...declared, agentKey });
    expect(read?.properties).toMatchObject({ token, agentKey });
    for (const name of ["accountSecret", "signingPassword"]) expect(read?.properties).not.toHaveProperty(name);
    const news = { ...inputs, ...ticketDeskCredentials() };
    expect(await instances.diff(id, read?.properties ?? {}, news)).toEqual({ changes: SOME, replaces: [] });
    const after = await instances.update(id, read?.properties ?? {}, news);
    expect(stored()).toMatchObject({ "signing.password": news.signingPassword, "agent.api.key": news.agentKey });
    expect(after).toMatchObject({ ...news, token: simulator.instances()[0]?.token });
    expect((await instances.read(id, after))?.inputs).toEqual(news);
  });

  test("that left masks in the state makes no difference", async () => {
    const { instances, inputs, id, state } = await managed();
    const masked = { ...state, accountSecret: MASK, signingPassword: MASK };
    expect(await instances.diff(id, masked, inputs)).toEqual({ changes: [], replaces: [] });
  });
});

describe("a verification", () => {
  test("pings through the element's own hub", async () => {
    const { simulator, instances } = await setUp();
    await instances.create(ticketDesk({ verify: true }));
    expect(requestsTo(simulator)).toEqual([LOOK, "POST /instances", LOOK, "GET /hubs/helpdesk/ping"]);
  });

  test("that fails names the vendor and what to check", async () => {
    const { simulator, instances } = await setUp();
    const body = '{"endpoint":"ticketdesk","valid":false}';
    simulator.faults.add({ path: "/hubs/helpdesk/ping", fault: { kind: "body", body } });
    const error = await failureOf(instances.create(ticketDesk({ verify: true })));
    expect(error.message).toContain("but Ticket Desk did not confirm the instance: it is reported as not valid");
    expect(error.message).toContain("Check accountSecret, agentKey and signingPassword");
  });

  test("does not accept the response of another element", async () => {
    const { simulator, instances } = await setUp();
    const body = '{"endpoint":"actessentials","valid":true}';
    simulator.faults.add({ path: "/hubs/helpdesk/ping", fault: { kind: "body", body } });
    const error = await failureOf(instances.create(ticketDesk({ verify: true })));
    expect(error.message).toContain("the response is not from an instance of Ticket Desk");
  });
});
