import { ACT_365 } from "../../../provider/src/elements/actessentials";
import type { ElementDefinition } from "../../../provider/src/elements/definition";
import { UNKNOWN } from "../../../provider/src/lifecycle/model/unknowns";
import type { Call } from "../../../provider/src/operations/call";
import { Operations } from "../../../provider/src/operations/operations";
import type { Sources } from "../../../provider/src/operations/settings";
import { SharedState } from "../../../provider/src/operations/sharedState";
import { canary, failureOf, observe } from "../../support/canary";
import { TICKET_DESK, ticketDesk } from "../../support/otherElement";
import { configurationFor, requestsTo, startPlatform } from "../../support/platform";
import type { Properties } from "../../support/plugin";
import { SOME } from "../../support/some";

// A made-up front end: plain records in, plain records out, and nothing of Pulumi's dynamic providers. One process of it
// serves resources of two elements, and gives each call a signal, a timeout and a log of its own.

const OWNER_TAG = "pulumi:project/dev/crm:0123456789";
const ELEMENTS: [string, ElementDefinition, (more?: Properties) => Properties, string][] = [
  ["Act! 365", ACT_365, crm, "apiKey"],
  ["another element", TICKET_DESK, ticketDesk, "agentKey"],
];

/** Inputs for Act! 365. */
function crm(more: Properties = {}): Properties {
  const credentials = { apiKey: canary("apiKey"), developerKey: canary("developerKey") };
  return { name: "crm", ...credentials, tags: ["sales"], enabled: true, ownerTag: OWNER_TAG, ...more };
}

/** Counts the transports. */
class Shared extends SharedState {
  readonly made: string[] = [];

  protected override newTransport(baseUrl: string, sources: Sources) {
    this.made.push(baseUrl);
    return super.newTransport(baseUrl, sources);
  }
}

/** A platform, and one process of the front end. */
async function setUp(more: Properties = {}) {
  const simulator = await startPlatform();
  const configuration: Properties = { ...configurationFor(simulator), ...more };
  const shared = new Shared();
  const sources = { configuration: (key: string) => configuration[key], environment: {} };
  return { simulator, configuration, shared, operations: new Operations(() => sources, shared) };
}

/** What the front end gives to one call, and the lines that it got. */
function callOf(declaration: string, element: ElementDefinition, more: Pick<Call, "signal" | "timeout"> = {}) {
  const lines: string[] = [];
  const log = (line: string) => {
    observe("a line for the user", line);
    lines.push(line);
  };
  return { lines, call: { declaration, element, log, ...more } };
}

test.each(ELEMENTS)("all verbs work on %s", async (_, element, inputsOf, credential) => {
  const { simulator, operations } = await setUp();
  const { call, lines } = callOf("resource 1", element);
  const inputs = inputsOf();
  const checked = await operations.check(call, {}, inputs);
  expect(checked).toEqual({ inputs: { verify: false, ...inputs }, failures: [] });
  const { id, properties } = await operations.create(call, checked.inputs);
  expect(properties).toMatchObject({ ...inputs, instanceId: id, baseUrl: simulator.url });
  expect(simulator.instances()).toMatchObject([{ elementKey: element.key, name: inputs["name"] }]);
  expect(await operations.read(call, id, properties)).toMatchObject({ properties, inputs });
  const news = { ...checked.inputs, name: "renamed", [credential]: canary("rotated") };
  expect(await operations.diff(call, id, properties, properties)).toEqual({ changes: [], replaces: [] });
  expect(await operations.diff(call, id, properties, news)).toEqual({ changes: SOME, replaces: [] });
  expect(await operations.diff(call, id, properties, { ...properties, tags: [UNKNOWN] })).toMatchObject({
    changes: SOME,
  });
  const updated = await operations.update(call, id, properties, news);
  expect(updated).toMatchObject({ ...properties, ...news });
  expect(simulator.instances()).toMatchObject([{ name: "renamed" }]);
  await callOfNextProcess(simulator, element).delete(id, updated);
  expect(simulator.instances()).toEqual([]);
  expect(lines).toEqual([`${credential} differs; its value is secret, so it is not shown`]);
});

/** Deletes as the next process does, whose resources hold nothing yet. */
function callOfNextProcess(simulator: Parameters<typeof configurationFor>[0], element: ElementDefinition) {
  const configuration = configurationFor(simulator);
  const sources = { configuration: (key: string) => configuration[key], environment: {} };
  const operations = new Operations(() => sources, new SharedState());
  return { delete: (id: string, props: Properties) => operations.delete(callOf("1", element).call, id, props) };
}

test("a check names the input of each failure, and a value that is not known yet stays as it is", async () => {
  const { operations } = await setUp();
  const { inputs, failures } = await operations.check(callOf("1", ACT_365).call, {}, crm({ name: "", tags: UNKNOWN }));
  expect(failures).toEqual([{ input: "name", reason: expect.stringContaining("name is empty") }]);
  expect(inputs["tags"]).toBe(UNKNOWN);
});

test("that no instance of one element carries an owner tag says nothing about the other element", async () => {
  const { simulator, operations } = await setUp();
  const desk = simulator.others.create({ name: "desk", tags: [OWNER_TAG], elementKey: TICKET_DESK.key });
  // So many that their looks share one list of Act! 365.
  const tags = Array.from({ length: 6 }, (_, index) => `pulumi:project/dev/crm${index}:0123456789`);
  await Promise.all(tags.map((ownerTag) => operations.create(callOf(ownerTag, ACT_365).call, crm({ ownerTag }))));
  const { call, lines } = callOf("desk", TICKET_DESK);
  const adopted = await operations.create(call, ticketDesk({ ownerTag: OWNER_TAG }));
  expect(adopted.id).toBe(String(desk.id));
  expect(lines).toEqual([expect.stringContaining(`adopted instance ${desk.id}`)]);
  const other = await operations.create(callOf("crm", ACT_365).call, crm());
  expect(other.id).not.toBe(adopted.id);
  expect(simulator.instances()).toHaveLength(8);
});

test("an instance that one declaration holds is kept from another declaration of the process", async () => {
  const { simulator, operations } = await setUp();
  const { id, properties } = await operations.create(callOf("one", ACT_365).call, crm({ ownerTag: undefined }));
  const other = crm({ ownerTag: undefined, name: "other", adoptId: id });
  const error = await failureOf(operations.create(callOf("other", ACT_365).call, other));
  expect(error.message).toContain('is already managed by another resource of this program (named "crm")');
  const { call, lines } = callOf("other", ACT_365);
  await operations.delete(call, id, properties);
  expect(lines).toEqual([expect.stringContaining(`warning: instance ${id} was not deleted`)]);
  expect(simulator.instances()).toHaveLength(1);
});

describe("the requests of both elements", () => {
  test("share one transport for each base URL", async () => {
    const { simulator, configuration, shared, operations } = await setUp();
    const elsewhere = await startPlatform();
    const { id, properties } = await operations.create(callOf("one", ACT_365).call, crm());
    await operations.create(callOf("two", TICKET_DESK).call, ticketDesk());
    Object.assign(configuration, configurationFor(elsewhere));
    await operations.create(callOf("three", TICKET_DESK).call, ticketDesk());
    Object.assign(configuration, configurationFor(simulator));
    await operations.read(callOf("one", ACT_365).call, id, properties);
    expect(shared.made).toEqual([simulator.url, elsewhere.url]);
  });

  test("share its request limit", async () => {
    const { simulator, operations } = await setUp({ "act365:maxConcurrentRequests": "2" });
    const ids = ELEMENTS.map(([, { key }]) => String(simulator.others.create({ name: key, elementKey: key }).id));
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    simulator.faults.add({ call: "every", fault: { kind: "hold", until } });
    const two = new Promise<void>((resolve) => {
      simulator.onRequest(() => simulator.requests.length >= 2 && resolve());
    });
    const reads = ELEMENTS.flatMap(([, element], index) =>
      Array.from({ length: 2 }, () => operations.read(callOf("read", element).call, ids[index] ?? "", {})),
    );
    await two;
    // What is let through comes at once.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(simulator.requests).toHaveLength(2);
    release();
    expect((await Promise.all(reads)).map((found) => found?.properties["instanceId"])).toEqual([
      ...[ids[0], ids[0]],
      ...[ids[1], ids[1]],
    ]);
  });
});

describe.each(ELEMENTS)("a call for %s", (_, element, inputsOf) => {
  const LIST = `/elements/${element.key}/instances`;

  test("ends with its signal while it waits", async () => {
    const { simulator, operations } = await setUp();
    const controller = new AbortController();
    simulator.faults.add({ path: LIST, call: 1, fault: { kind: "status", status: 429, retryAfter: 30 } });
    const { call, lines } = callOf("one", element, { signal: controller.signal });
    const log = (line: string) => {
      call.log(line);
      controller.abort();
    };
    const error = await failureOf(operations.create({ ...call, log }, inputsOf()));
    expect(error.message).toContain("was cancelled");
    expect(lines).toEqual([expect.stringContaining("returned 429")]);
    expect(requestsTo(simulator)).toEqual([`GET ${LIST}`]);
  });

  test("goes on when the signal of another one ends that", async () => {
    const { simulator, operations } = await setUp();
    const controller = new AbortController();
    const [theirs, ours] = ["theirs", "ours"].map((name) => simulator.others.create({ name, elementKey: element.key }));
    const path = `/instances/${theirs?.id}`;
    simulator.faults.add({ path, fault: { kind: "hold", until: new Promise(() => undefined) } });
    const { call } = callOf("one", element, { signal: controller.signal });
    const cancelled = failureOf(operations.read(call, String(theirs?.id), {}));
    const read = operations.read(callOf("two", element).call, String(ours?.id), {});
    controller.abort();
    expect((await cancelled).message).toContain("was cancelled");
    expect((await read)?.properties).toMatchObject({ name: "ours" });
  });

  test("ends with its timeout", async () => {
    const { simulator, operations } = await setUp();
    simulator.faults.add({ path: LIST, fault: { kind: "hold", until: new Promise(() => undefined) } });
    const { call } = callOf("one", element, { timeout: 200 });
    const error = await failureOf(operations.create(call, inputsOf()));
    expect(error.message).toMatch(/no complete response within \d+ ms/);
    expect(simulator.instances()).toEqual([]);
  });

  test("gets its own lines, and none of another's", async () => {
    const { simulator, operations } = await setUp();
    const ids = ["a", "b"].map((name) => simulator.others.create({ name, elementKey: element.key }).id);
    const calls = ids.map((id) => ({ id: String(id), ...callOf(`resource ${id}`, element) }));
    for (const { id } of calls) {
      simulator.faults.add({ path: `/instances/${id}`, fault: { kind: "status", status: 429, retryAfter: 0 } });
    }
    await Promise.all(calls.map(({ id, call }) => operations.read(call, id, {})));
    for (const { id, lines } of calls) {
      expect(lines).toEqual([expect.stringMatching(`^GET /instances/${id} returned 429`)]);
    }
  });
});
