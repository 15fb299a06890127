import { once } from "node:events";
import type { Simulator } from "act365-simulator";
import { failureOf } from "../support/canary";
import { declared, rightInputs, settingsOf, setUp, URN, up } from "./setUp";

/** Resolves once the platform gets a request. */
function requestTo(platform: Simulator, method: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = platform.onRequest((request) => {
      if (request.method !== method) return;
      stop();
      resolve();
    });
  });
}

/** The milliseconds until the promise settles. */
async function timeOf(promise: Promise<unknown>): Promise<number> {
  const start = Date.now();
  await promise.catch(() => undefined);
  return Date.now() - start;
}

test("a cancelled creation ends its waits within a second, and says what may have been created", async () => {
  const { platform, provider } = await setUp();
  const inputs = await rightInputs(provider, undefined, declared());
  platform.faults.add({ method: "POST", fault: { kind: "close", when: "beforeCommit" } });
  const failed = failureOf(provider.create(URN, inputs));
  const looking = requestTo(platform, "POST").then(() => requestTo(platform, "GET"));
  await looking;
  await provider.cancel();
  expect(await timeOf(failed)).toBeLessThan(5_000);
  const { message } = await failed;
  expect(message).toMatch(/^It is not known whether an instance was created: POST \/instances/);
  expect(message).toContain("was cancelled. Run pulumi up again: it looks first");
});

test("a cancelled wait for another try ends too, and says that nothing was done", async () => {
  const { platform, provider } = await setUp();
  const inputs = await rightInputs(provider, undefined, declared());
  platform.faults.add({ method: "GET", fault: { kind: "status", status: 429, retryAfter: 60 } });
  const asked = requestTo(platform, "GET");
  const failed = failureOf(provider.create(URN, inputs));
  await asked;
  // The answer, and with it the wait, follow the request; cancelled before, the call ends likewise.
  await provider.cancel();
  expect(await timeOf(failed)).toBeLessThan(5_000);
  expect((await failed).message).toContain("was cancelled, and nothing was done");
  expect(platform.instances()).toEqual([]);
});

test("a request that only reads, and gets no answer, ends too", async () => {
  const { platform, provider } = await setUp();
  const { id, state } = await up(provider);
  platform.faults.add({ path: "/instances/*", fault: { kind: "hold", until: new Promise(() => undefined) } });
  const asked = requestTo(platform, "GET");
  const failed = failureOf(provider.read(URN, id, state));
  await asked;
  await provider.cancel();
  expect(await timeOf(failed)).toBeLessThan(5_000);
  expect((await failed).message).toContain("was cancelled");
});

test("a POST under way is finished, and its instance is kept", async () => {
  const { platform, provider } = await setUp();
  const inputs = await rightInputs(provider, undefined, declared());
  let release = () => {};
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  platform.faults.add({ method: "POST", fault: { kind: "hold", until } });
  const posted = requestTo(platform, "POST");
  const creation = provider.create(URN, inputs);
  await posted;
  await provider.cancel();
  release();
  const { id } = await creation;
  expect(platform.instances().map((instance) => String(instance.id))).toEqual([id]);
});

test("in a process to which engines attach, a deployment knows nothing of the one before", async () => {
  const { platform, provider } = await setUp();
  const { id, state } = await up(provider);
  await provider.cancel();
  await provider.attach();
  // Within one deployment, the instance that a creation made is kept.
  await provider.delete(URN, id, state);
  expect(platform.instances()).toEqual([]);
});

test("at the end of a deployment it is silent, and the next engine that attaches is served", async () => {
  const { platform, provider } = await setUp();
  const { id, state } = await up(provider);
  await provider.cancel();
  expect([provider.lines, provider.printed.stderr]).toEqual([[], ""]);
  const read = () => provider.read(URN, id, state);
  const settings = settingsOf(platform);
  for (const begin of [() => provider.attach(), () => provider.handshake(), () => provider.configure(settings)]) {
    expect((await failureOf(read())).message).toContain("was cancelled");
    await begin();
    expect((await read()).id).toBe(id);
    await provider.cancel();
  }
  provider.process.kill("SIGINT");
  await once(provider.process, "exit");
  expect(provider.printed.stderr).toBe("");
  expect(platform.instances()).toHaveLength(1);
});
