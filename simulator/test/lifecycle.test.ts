import { connect } from "node:net";
import { startSimulator } from "../src/index";
import { body, call, create, deferred, firstOf, simulator } from "./support";

describe("starting", () => {
  it("listens on a free port of this machine, and says where", async () => {
    const target = await simulator();
    expect(target.url).toBe(`http://127.0.0.1:${target.port}/elements/api-v2`);
    expect(target.port).toBeGreaterThan(0);
  });

  it("listens on the port that it is given, and fails when that is in use", async () => {
    const target = await simulator();
    await expect(startSimulator({ port: target.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
    const { port } = target;
    await target.stop();
    expect((await simulator({ port })).port).toBe(port);
  });

  it("makes up one organization, and the missing secrets of given ones", async () => {
    expect((await simulator()).organizations).toHaveLength(1);
    const { organizations } = await simulator({
      organizations: [
        { userSecret: "u", name: "Given" },
        { id: 7, accountId: 8, userId: 9, organizationSecret: "o" },
      ],
    });
    expect(organizations).toEqual([
      expect.objectContaining({ id: 1190, name: "Given", userSecret: "u", organizationSecret: expect.any(String) }),
      expect.objectContaining({
        id: 7,
        accountId: 8,
        userId: 9,
        organizationSecret: "o",
        userSecret: expect.any(String),
      }),
    ]);
  });

  it.each([
    ["two organizations with one id", [{ id: 1 }, { id: 1 }]],
    ["two organizations with one user secret", [{ userSecret: "same" }, { userSecret: "same" }]],
    ["a secret that no header could carry", [{ userSecret: "with space" }]],
    ["an empty secret", [{ organizationSecret: "" }]],
  ])("refuses %s", async (_what, organizations) => {
    await expect(startSimulator({ organizations })).rejects.toThrow(RangeError);
  });
});

describe("stopping", () => {
  it("closes hanging and idle connections, and may be repeated", async () => {
    const target = await simulator();
    target.faults.add({ path: "/instances", fault: { kind: "stall", when: "beforeHeaders" } });
    const arrived = new Promise<void>((done) => target.onRequest(() => done()));
    const hanging = call(target, "GET", "/instances");
    const idle = connect(target.port, "127.0.0.1").resume();
    const closed = new Promise((done) => idle.once("close", done).once("error", () => undefined));
    await Promise.all([arrived, new Promise((done) => idle.once("connect", done))]);
    await Promise.all([target.stop(), target.stop(), expect(hanging).rejects.toThrow()]);
    await closed;
    await expect(call(target, "GET", "/instances")).rejects.toThrow();
    await target.stop();
  });

  it("makes no further change, whatever was still waiting", async () => {
    const [wait, asleep] = [deferred(), deferred()];
    const target = await simulator({
      latency: 1,
      sleep: () => {
        asleep.resolve();
        return wait.promise;
      },
    });
    const held = deferred();
    target.faults.add({ method: "POST", call: 2, fault: { kind: "hold", until: held.promise } });
    const first = expect(create(target)).rejects.toThrow();
    await asleep.promise;
    const arrived = new Promise<void>((done) => target.onRequest(() => done()));
    const second = expect(create(target)).rejects.toThrow();
    await arrived;
    await target.stop();
    wait.resolve();
    held.resolve();
    await Promise.all([first, second]);
    await new Promise((done) => setImmediate(done));
    expect(target.instances()).toEqual([]);
  });

  it("does not wait for a client that went away in the middle of its body", async () => {
    const target = await simulator();
    const socket = connect(target.port, "127.0.0.1");
    const { userSecret, organizationSecret } = firstOf(target);
    const arrived = new Promise<void>((done) => target.onRequest(() => done()));
    socket.write(
      `POST /elements/api-v2/instances HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n` +
        `Content-Type: application/json\r\n` +
        `Authorization: User ${userSecret}, Organization ${organizationSecret}\r\n\r\n${JSON.stringify(body())}`,
    );
    await arrived;
    socket.destroy();
    await call(target, "GET", "/elements/keys");
    expect(target.instances()).toEqual([]);
    expect(target.requests[0]).toMatchObject({ method: "POST", status: undefined });
  });
});
