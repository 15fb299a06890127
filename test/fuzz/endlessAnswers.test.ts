import { failureOf } from "../support/canary";
import { INSTANCE, kept, LIST, SWITCH, UNKNOWN } from "./outcomes";
import { Scene } from "./scene";

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
