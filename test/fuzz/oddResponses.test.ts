import fc from "fast-check";
import { failureOf, forgetCanaries, leaks } from "../support/canary";
import { stopAll } from "../support/cleanUp";
import { FUZZ_TIMEOUT, holds } from "./fuzzing";
import { GatewaySetup, OWNER_TAG } from "./gatewaySetup";
import { anyOddResponse, type OddResponse } from "./oddResponse";
import { INSTANCE, kept, LIST, SWITCH, UNKNOWN } from "./outcomes";
import { isBelievableList } from "./wire";

/** Runs the test with many odd responses, each on a platform of its own. */
function responseTest(title: string, play: (setup: GatewaySetup, odd: OddResponse) => Promise<void>): void {
  const run = async ([odd, young]: [OddResponse, boolean]) => {
    try {
      await play(await GatewaySetup.open(young), odd);
    } finally {
      await stopAll();
      const leaked = leaks();
      forgetCanaries();
      expect(leaked).toEqual([]);
    }
  };
  test(title, () => holds(title, 30, fc.asyncProperty(fc.tuple(anyOddResponse, fc.boolean()), run)), FUZZ_TIMEOUT);
}

responseTest(
  "whatever the response to a POST, the instance is returned or kept, or the error says that the outcome is unknown",
  async (setup, odd) => {
    setup.arm({ method: "POST", path: /\/instances$/, call: 1 }, odd);
    const { outs, told } = await kept(setup.host.create(setup.inputs));
    // A busy machine may not have come to send it.
    if (outs === undefined && setup.simulator.instances().length > 0) expect(told).toMatch(UNKNOWN);
    if (outs !== undefined) expect(outs["instanceId"]).toBe(String(setup.theOne().id));
    await setup.recover(outs);
  },
);

responseTest("whatever the response to the first search, there is no second instance", async (setup, odd) => {
  const lost = setup.simulator.others.create({ name: "crm", tags: [OWNER_TAG] });
  fc.pre(!isBelievableList(odd, setup.placeholders()));
  setup.arm({ method: "GET", path: LIST, call: 1 }, odd);
  const { outs } = await kept(setup.host.create(setup.inputs));
  expect(setup.theOne().id).toBe(lost.id);
  await setup.recover(outs);
});

responseTest(
  "whatever the response to a search after a lost response, the instance is found, or the error says that the outcome is unknown",
  async (setup, odd) => {
    setup.simulator.faults.add({ method: "POST", fault: { kind: "close", when: "afterCommit" } });
    setup.arm({ method: "GET", path: LIST, call: 2 }, odd);
    const { outs, told } = await kept(setup.host.create(setup.inputs));
    if (outs === undefined) expect(told).toMatch(UNKNOWN);
    await setup.recover(outs);
  },
);

responseTest(
  "whatever the response to a refresh, the instance stays in the state, with properties of the right types",
  async (setup, odd) => {
    const state = await setup.create();
    setup.arm({ method: "GET", path: INSTANCE, call: 1 }, odd);
    const { outs = state } = await kept(setup.host.read(String(state["instanceId"]), state));
    await setup.recover(outs);
  },
);

describe.each([
  ["PUT", INSTANCE, { apiKey: "another key" }],
  ["PATCH", INSTANCE, { name: "another name", tags: [] }],
  ["DELETE", SWITCH, { enabled: false }],
])("a change by %s", (method, path, change) => {
  responseTest(
    `whatever the response to it, the state is right about what is in effect, and the next update does the rest (${method})`,
    async (setup, odd) => {
      const state = await setup.create();
      setup.arm({ method, path, call: 1 }, odd);
      Object.assign(setup.inputs, change);
      const { outs = state } = await kept(setup.host.update(String(state["instanceId"]), state, setup.inputs));
      await setup.recover(outs);
    },
  );
});

responseTest(
  "whatever the response to a delete, it succeeds only if the instance is gone, and can be repeated",
  async (setup, odd) => {
    const state = await setup.create();
    const id = String(state["instanceId"]);
    setup.restart();
    setup.arm({ method: "DELETE", path: INSTANCE, call: 1 }, odd);
    const done = await setup.host.delete(id, state).then(
      () => true,
      () => false,
    );
    if (done && odd.commit) expect(setup.simulator.instances()).toEqual([]);
    setup.gateway.disarm();
    await setup.host.delete(id, { ...state, customTimeouts: undefined });
    expect(setup.simulator.instances()).toEqual([]);
  },
);

responseTest(
  "whatever the response to the request for the organization, a refresh drops an instance only if it is gone",
  async (setup, odd) => {
    const state = await setup.create();
    const id = String(state["instanceId"]);
    setup.simulator.others.remove(setup.theOne().id);
    setup.arm({ method: "GET", path: /\/organizations\/me$/, call: 1 }, odd);
    await setup.host.read(id, state).then(
      (read) => expect(read.id).toBe(""),
      (error) => failureOf(Promise.reject(error)),
    );
    setup.gateway.disarm();
    expect((await setup.host.read(id, { ...state, customTimeouts: undefined })).id).toBe("");
  },
);

responseTest("whatever the response to a ping, the instance that is being created is kept", async (setup, odd) => {
  Object.assign(setup.inputs, { verify: true });
  setup.arm({ method: "GET", path: /\/hubs\/crm\/ping$/, call: 1 }, odd);
  const { outs } = await kept(setup.host.create(setup.inputs));
  expect(outs?.["instanceId"]).toBe(String(setup.theOne().id));
  await setup.recover(outs);
});
