import fc from "fast-check";
import { failureOf, forgetCanaries, leaks } from "../support/canary";
import { stopAll } from "../support/cleanUp";
import type { Properties } from "../support/plugin";
import { FUZZ_TIMEOUT, holds } from "./fuzzing";
import { anyHell, type Hell, isBelievableList } from "./hell";
import { OWNER_TAG, Scene } from "./scene";
import { expectWellTyped } from "./wellTyped";
import { partialOf } from "./world";

const LIST = /\/elements\/actessentials\/instances\?/;
const INSTANCE = /\/instances\/\d+$/;
const SWITCH = /\/instances\/\d+\/enabled$/;

/** What an error says that leaves it open whether there is an instance. */
const UNKNOWN = /^It is not known whether an instance was created: /;

/** Milliseconds, far beyond the time-out of the operations, after which one hangs. */
const HANGS = 20_000;

/** Plays the scene with many answers from hell, each on a platform of its own. */
function hellTest(title: string, play: (scene: Scene, hell: Hell) => Promise<void>): void {
  const run = async (hell: Hell) => {
    try {
      await play(await Scene.open(), hell);
    } finally {
      await stopAll();
      const leaked = leaks();
      forgetCanaries();
      expect(leaked).toEqual([]);
    }
  };
  test(title, () => holds(title, 30, fc.asyncProperty(anyHell, run)), FUZZ_TIMEOUT);
}

/** What the engine keeps of an operation: its properties, those of a partial failure, or none, and what it was told. */
async function kept(
  operation: Promise<{ properties: Properties } | Properties>,
): Promise<{ outs?: Properties; told: string }> {
  const begin = Date.now();
  try {
    const result = await operation;
    const outs = ("properties" in result ? result.properties : result) as Properties;
    expectWellTyped(outs, String(outs["instanceId"]));
    return { outs, told: "" };
  } catch (thrown) {
    const error = await failureOf(Promise.reject(thrown));
    const partial = partialOf(error);
    if (partial === undefined) return { told: error.message };
    expectWellTyped(partial.properties, partial.id);
    return { outs: partial.properties, told: error.message };
  } finally {
    expect(Date.now() - begin).toBeLessThan(HANGS);
  }
}

hellTest(
  "whatever a POST is answered, its instance is returned, or kept in part, or said to be unknown",
  async (scene, hell) => {
    scene.arm({ method: "POST", path: /\/instances$/, call: 1 }, hell);
    const { outs, told } = await kept(scene.host.create(scene.inputs));
    if (outs === undefined && hell.commit) expect(told).toMatch(UNKNOWN);
    if (outs !== undefined) expect(outs["instanceId"]).toBe(String(scene.theOne().id));
    await scene.recover(outs);
  },
);

hellTest("whatever the first look is answered, there is no second instance", async (scene, hell) => {
  const lost = scene.simulator.others.create({ name: "crm", tags: [OWNER_TAG] });
  fc.pre(!isBelievableList(hell, scene.placeholders()));
  scene.arm({ method: "GET", path: LIST, call: 1 }, hell);
  const { outs } = await kept(scene.host.create(scene.inputs));
  expect(scene.theOne().id).toBe(lost.id);
  await scene.recover(outs);
});

hellTest(
  "whatever a look after a lost answer is answered, the instance is found or said to be unknown",
  async (scene, hell) => {
    scene.simulator.faults.add({ method: "POST", fault: { kind: "close", when: "afterCommit" } });
    scene.arm({ method: "GET", path: LIST, call: 2 }, hell);
    const { outs, told } = await kept(scene.host.create(scene.inputs));
    if (outs === undefined) expect(told).toMatch(UNKNOWN);
    await scene.recover(outs);
  },
);

hellTest(
  "whatever a refresh is answered, the instance stays in the state, with properties of the right types",
  async (scene, hell) => {
    const state = await scene.create();
    scene.arm({ method: "GET", path: INSTANCE, call: 1 }, hell);
    const { outs = state } = await kept(scene.host.read(String(state["instanceId"]), state));
    await scene.recover(outs);
  },
);

describe.each([
  ["PUT", INSTANCE, { apiKey: "another key" }],
  ["PATCH", INSTANCE, { name: "another name", tags: [] }],
  ["DELETE", SWITCH, { enabled: false }],
])("a change by %s", (method, path, change) => {
  hellTest(
    `whatever it is answered, the state is right about what is in effect, and the next update does the rest (${method})`,
    async (scene, hell) => {
      const state = await scene.create();
      scene.arm({ method, path, call: 1 }, hell);
      Object.assign(scene.inputs, change);
      const { outs = state } = await kept(scene.host.update(String(state["instanceId"]), state, scene.inputs));
      await scene.recover(outs);
    },
  );
});

hellTest(
  "whatever a delete is answered, it is told as done only if it is done, and can be repeated",
  async (scene, hell) => {
    const state = await scene.create();
    const id = String(state["instanceId"]);
    scene.arm({ method: "DELETE", path: INSTANCE, call: 1 }, hell);
    const done = await scene.host.delete(id, state).then(
      () => true,
      () => false,
    );
    if (done && hell.commit) expect(scene.simulator.instances()).toEqual([]);
    scene.gateway.disarm();
    await scene.host.delete(id, { ...state, customTimeouts: undefined });
    expect(scene.simulator.instances()).toEqual([]);
  },
);

hellTest(
  "whatever the question for the organization is answered, a refresh drops an instance only if it is gone",
  async (scene, hell) => {
    const state = await scene.create();
    const id = String(state["instanceId"]);
    scene.simulator.others.remove(scene.theOne().id);
    scene.arm({ method: "GET", path: /\/organizations\/me$/, call: 1 }, hell);
    await scene.host.read(id, state).then(
      (read) => expect(read.id).toBe(""),
      (error) => failureOf(Promise.reject(error)),
    );
    scene.gateway.disarm();
    expect((await scene.host.read(id, { ...state, customTimeouts: undefined })).id).toBe("");
  },
);

hellTest("whatever a ping is answered, the instance that is being created is kept", async (scene, hell) => {
  Object.assign(scene.inputs, { verify: true });
  scene.arm({ method: "GET", path: /\/hubs\/crm\/ping$/, call: 1 }, hell);
  const { outs } = await kept(scene.host.create(scene.inputs));
  expect(outs?.["instanceId"]).toBe(String(scene.theOne().id));
  await scene.recover(outs);
});

/** Bytes beyond the provider's 16 MiB that may be under way in sockets and streams. */
const UNDER_WAY = 12 * 1024 * 1024;

test.each([
  ["POST", /\/instances$/],
  ["GET", LIST],
  ["GET", INSTANCE],
  ["PUT", INSTANCE],
  ["PATCH", INSTANCE],
  ["DELETE", SWITCH],
  ["GET", /\/organizations\/me$/],
  ["GET", /\/hubs\/crm\/ping$/],
])("an endless answer to %s %p is cut off at 16 MiB, and nothing is lost", async (method, path) => {
  const scene = await Scene.open();
  Object.assign(scene.inputs, { verify: true, customTimeouts: undefined });
  const more = Buffer.alloc(65_536, "x");
  scene.gateway.armEndless({ method, path, call: 1 }, 'HTTP/1.1 200 OK\r\n\r\n[{"name":"', more);
  await everyCall(scene);
  expect(scene.gateway.taken).toBeGreaterThan(16 * 1024 * 1024);
  expect(scene.gateway.taken).toBeLessThan(16 * 1024 * 1024 + UNDER_WAY);
  await scene.recover(undefined);
});

/** Creates, changes and reads an instance, which is once there the whole time, until others remove it. */
async function everyCall(scene: Scene): Promise<void> {
  const { host, inputs, simulator } = scene;
  const { outs = (await kept(host.create(inputs))).outs ?? {} } = await kept(host.create(inputs));
  const id = String(scene.theOne().id);
  expect(outs["instanceId"]).toBe(id);
  let state = outs;
  for (const change of [{ apiKey: "another key" }, { name: "another name" }, { enabled: false }]) {
    Object.assign(inputs, change);
    state = (await kept(host.update(id, state, inputs))).outs ?? state;
  }
  await kept(host.read(id, state));
  simulator.others.remove(scene.theOne().id);
  const read = await host.read(id, state).catch((error: unknown) => failureOf(Promise.reject(error)));
  expect(read instanceof Error || read.id === "").toBe(true);
}

test("headers without end are cut off, and so is an endless row of interim answers, by the time-out", async () => {
  for (const beginning of ["HTTP/1.1 200 OK\r\nx: ", ""]) {
    const scene = await Scene.open();
    const more = Buffer.from(beginning === "" ? "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100) : "x".repeat(4_096));
    scene.gateway.armEndless({ method: "POST", path: /\/instances$/, call: 1 }, beginning, more);
    const { outs, told } = await kept(scene.host.create(scene.inputs));
    if (outs === undefined) expect(told).toMatch(UNKNOWN);
    await scene.recover(outs);
  }
});
