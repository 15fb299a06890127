import type { Properties } from "../support/plugin";
import { allInClear, secret, secretPaths } from "../support/secretForm";
import { declared, keptOf, requestsDuring, rightInputs, setUp, URN, up } from "./setUp";

const refused = { kind: "status", status: 400, message: "not now" } as const;

test("a creation whose second step fails keeps the id and what is in force, and the next up finishes it", async () => {
  const { platform, provider, next } = await setUp();
  const inputs = await rightInputs(provider, undefined, declared({ enabled: false }));
  platform.faults.add({ method: "DELETE", path: "/instances/*/enabled", fault: refused });
  const kept = await keptOf(provider.create(URN, inputs));
  const [instance] = platform.instances();
  expect(kept.id).toBe(String(instance?.id));
  expect(kept.reasons).toEqual([expect.stringContaining("was not disabled")]);
  expect(allInClear(kept.properties)).toMatchObject({ enabled: true, token: instance?.token, instanceId: kept.id });
  expect(secretPaths(kept.properties).sort()).toEqual(["apiKey", "developerKey", "token"]);

  const after = await next();
  const again = await rightInputs(after, inputs, declared({ ...inputs, enabled: false }));
  expect(await after.diff(URN, kept.id, kept.properties, again)).toMatchObject({ detailed: { enabled: "update" } });
  let updated: Properties = {};
  const requests = await requestsDuring(platform, async () => {
    updated = await after.update(URN, kept.id, kept.properties, again);
  });
  expect(requests).toEqual([`DELETE /instances/${kept.id}/enabled`]);
  expect(await after.diff(URN, kept.id, updated, again)).toMatchObject({ changes: false });
});

test("an update that the platform refuses keeps what was in force before", async () => {
  const { platform, provider } = await setUp();
  const { id, inputs, state } = await up(provider);
  const news = await rightInputs(
    provider,
    inputs,
    declared({ name: "renamed", configuration: { "my.password": "x" } }),
  );
  platform.faults.add({ method: "PUT", fault: refused });
  const kept = await keptOf(provider.update(URN, id, state, news));
  expect(kept.id).toBe(id);
  expect(allInClear(kept.properties)).toMatchObject({ name: "crm", apiKey: allInClear(state)["apiKey"] });
  expect(secretPaths(kept.properties)).toEqual(expect.arrayContaining(["apiKey", "developerKey", "token"]));
  expect(kept.reasons.join()).toContain("the next pulumi up sends it again");
  expect(await provider.diff(URN, id, kept.properties, news)).toMatchObject({ changes: true });
});

test("what the program marked as secret stays so after a failure, also where the program no longer has it", async () => {
  const { platform, provider } = await setUp();
  const before = declared({ configuration: { "my.key": secret("hidden"), "my.plain": "1" } });
  const { id, inputs, state } = await up(provider, before);
  const news = await rightInputs(provider, inputs, { ...before, configuration: { "my.plain": "2" } });
  platform.faults.add({ method: "PUT", fault: refused });
  const kept = await keptOf(provider.update(URN, id, state, news));
  expect(allInClear(kept.properties)).toMatchObject({ configuration: { "my.key": "hidden", "my.plain": "1" } });
  expect(secretPaths(kept.properties).sort()).toEqual(["apiKey", "configuration.my.key", "developerKey", "token"]);
});

test("a creation that made nothing keeps nothing", async () => {
  const { platform, provider } = await setUp();
  const inputs = await rightInputs(provider, undefined, declared());
  platform.faults.add({ method: "POST", fault: refused });
  const failed = await provider.create(URN, inputs).catch((error: unknown) => error);
  expect(failed).toMatchObject({ kept: undefined, message: expect.stringContaining("POST /instances returned 400") });
  expect(platform.instances()).toEqual([]);
});
