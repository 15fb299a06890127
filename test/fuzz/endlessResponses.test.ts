import { failureOf } from "../support/canary";
import { GatewaySetup } from "./gatewaySetup";
import { INSTANCE, kept, LIST, SWITCH, UNKNOWN } from "./outcomes";

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
])("an endless response to %s %p is cut off at 16 MiB, and nothing is lost", async (method, path) => {
  const setup = await GatewaySetup.open();
  Object.assign(setup.inputs, { verify: true, customTimeouts: undefined });
  const more = Buffer.alloc(65_536, "x");
  setup.gateway.armEndless({ method, path, call: 1 }, 'HTTP/1.1 200 OK\r\n\r\n[{"name":"', more);
  await everyCall(setup);
  expect(setup.gateway.taken).toBeGreaterThan(16 * 1024 * 1024);
  expect(setup.gateway.taken).toBeLessThan(16 * 1024 * 1024 + UNDER_WAY);
  await setup.recover(undefined);
});

/** Creates, changes and reads an instance, which is once there the whole time, until others remove it. */
async function everyCall(setup: GatewaySetup): Promise<void> {
  const { host, inputs, simulator } = setup;
  const { outs = (await kept(host.create(inputs))).outs ?? {} } = await kept(host.create(inputs));
  const id = String(setup.theOne().id);
  expect(outs["instanceId"]).toBe(id);
  let state = outs;
  for (const change of [{ apiKey: "another key" }, { name: "another name" }, { enabled: false }]) {
    Object.assign(inputs, change);
    state = (await kept(host.update(id, state, inputs))).outs ?? state;
  }
  await kept(host.read(id, state));
  simulator.others.remove(setup.theOne().id);
  const read = await host.read(id, state).catch((error: unknown) => failureOf(Promise.reject(error)));
  expect(read instanceof Error || read.id === "").toBe(true);
}

test("headers without end are cut off, and so is an endless row of interim responses, by the timeout", async () => {
  for (const beginning of ["HTTP/1.1 200 OK\r\nx: ", ""]) {
    const setup = await GatewaySetup.open();
    const more = Buffer.from(beginning === "" ? "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100) : "x".repeat(4_096));
    setup.gateway.armEndless({ method: "POST", path: /\/instances$/, call: 1 }, beginning, more);
    const { outs, told } = await kept(setup.host.create(setup.inputs));
    if (outs === undefined) expect(told).toMatch(UNKNOWN);
    await setup.recover(outs);
  }
});
