import { createHmac } from "node:crypto";
import type { StoredInstance } from "act365-simulator";
import { canary } from "../support/canary";
import { setUpExample } from "./example";

/** Sends an event as the platform does, to where the instance says and signed with the key that the instance holds. */
async function deliver({ configuration }: StoredInstance, change: { body?: string; signature?: string } = {}) {
  const signed = JSON.stringify({ change: "Jürgen's phone number" });
  const key = configuration["event.notification.signature.key"] ?? "";
  const signature = `sha256=${createHmac("sha256", key).update(signed).digest("base64")}`;
  const response = await fetch(configuration["event.notification.callback.url"] ?? "", {
    method: "POST",
    headers: { "elements-webhook-id": "4711", "Elements-Webhook-Signature": change.signature ?? signature },
    body: change.body ?? signed,
  });
  return response.status;
}

test("the receiver accepts what the platform signs with the declared key, and nothing else", async () => {
  const signatureKey = canary("signatureKey");
  const { platform, nextBlock, startNextBlock } = await setUpExample("events", {
    environment: { SIGNATURE_KEY: signatureKey, PORT: "0" },
  });
  const receiver = startNextBlock();
  const [, port] = await receiver.printed(/listening on port (\d+)/);

  await nextBlock({ environment: { CALLBACK_URL: `http://127.0.0.1:${port}` } });
  const [crm] = platform.instances();
  if (crm === undefined) throw new Error("there is no instance");
  expect(crm.configuration).toMatchObject({
    "event.notification.enabled": "true",
    "event.vendor.type": "polling",
    "event.notification.signature.key": signatureKey,
  });

  expect(await deliver(crm)).toBe(204);
  await receiver.printed(/event 4711: \d+ bytes/);
  expect(await deliver(crm, { body: "{}" })).toBe(401);
  expect(await deliver(crm, { signature: "sha256=" })).toBe(401);
  expect(await deliver(crm, { signature: `sha256=${"A".repeat(43)}=` })).toBe(401);
  expect(await deliver(crm, { body: "x".repeat(2_000_000) })).toBe(413);

  await nextBlock();
  expect(platform.instances()[0]?.configuration["event.poller.refresh_interval"]).toBe("5");
  await nextBlock();
  expect(platform.instances()).toEqual([]);
  await receiver.killAll();
  expect((await receiver.ended).output.match(/event 4711/g)).toHaveLength(1);
});
