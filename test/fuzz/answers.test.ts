import fc from "fast-check";
import { failureOf, forgetCanaries, leaks } from "../support/canary";
import { stopAll } from "../support/cleanUp";
import { FUZZ_TIMEOUT, holds } from "./fuzzing";
import { anyHell, type Hell } from "./hell";
import { INSTANCE, kept, LIST, SWITCH, UNKNOWN } from "./outcomes";
import { OWNER_TAG, Scene } from "./scene";
import { isBelievableList } from "./wire";

/** Plays the scene with many answers from hell, each on a platform of its own. */
function hellTest(title: string, play: (scene: Scene, hell: Hell) => Promise<void>): void {
  const run = async ([hell, young]: [Hell, boolean]) => {
    try {
      await play(await Scene.open(young), hell);
    } finally {
      await stopAll();
      const leaked = leaks();
      forgetCanaries();
      expect(leaked).toEqual([]);
    }
  };
  test(title, () => holds(title, 30, fc.asyncProperty(fc.tuple(anyHell, fc.boolean()), run)), FUZZ_TIMEOUT);
}

hellTest(
  "whatever a POST is answered, its instance is returned, or kept in part, or said to be unknown",
  async (scene, hell) => {
    scene.arm({ method: "POST", path: /\/instances$/, call: 1 }, hell);
    const { outs, told } = await kept(scene.host.create(scene.inputs));
    // A busy machine may not have come to send it.
    if (outs === undefined && scene.simulator.instances().length > 0) expect(told).toMatch(UNKNOWN);
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
    scene.restart();
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
