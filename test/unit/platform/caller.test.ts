import { PlatformClient } from "../../../provider/src/platform/client";
import type { Request } from "../../../provider/src/platform/http/transport";
import { canary } from "../../support/canary";
import { clientOf } from "./clients";

/** A client whose requests are kept, and answered with instance 1. */
function recordingClient(more: { finishesWrites?: boolean } = {}) {
  const sent: Request[] = [];
  const { settings } = clientOf("http://127.0.0.1:1");
  const send = async (request: Request) => {
    sent.push(request);
    return { status: 200, headers: {}, body: '{"id":1}' };
  };
  return {
    client: new PlatformClient({ send }, { ...settings, ...more }),
    sent,
    list: settings.list,
    ...settings.credentials,
  };
}

describe("a request", () => {
  test("carries the secrets of user and organization", async () => {
    const { client, sent, userSecret, organizationSecret } = recordingClient();
    await client.get("1");
    expect(sent[0]?.authorization).toBe(`User ${userSecret}, Organization ${organizationSecret}`);
  });

  test("through an instance carries its token as well", async () => {
    const { client, sent, userSecret, organizationSecret } = recordingClient();
    const token = canary("token");
    await client.ping(token);
    expect(sent[0]?.authorization).toBe(`User ${userSecret}, Organization ${organizationSecret}, Element ${token}`);
  });

  test("that tells whether the user is accepted leaves the organization out", async () => {
    const { client, sent, userSecret } = recordingClient();
    const token = canary("token");
    await client.userIsAccepted(token);
    expect(sent[0]?.authorization).toBe(`User ${userSecret}, Element ${token}`);
  });
});

test.each([
  ["a write", true, true],
  ["a write", false, false],
  ["a write", undefined, false],
  ["a read", true, false],
])("%s, where writes are to be finished: %j, is finished once sent: %j", async (kind, finishesWrites, expected) => {
  const { client, sent } = recordingClient(finishesWrites === undefined ? {} : { finishesWrites });
  if (kind === "a write") await client.patch("1", { name: "new" });
  else await client.get("1");
  expect(sent.map(({ finishOnceSent }) => finishOnceSent)).toEqual([expected]);
});

test("a write, and no read, makes the list stale that reads share, and says which tags it gives", async () => {
  const { client, list } = recordingClient();
  const writes = jest.spyOn(list, "duringWrite");
  await client.get("1");
  expect(writes.mock.calls).toEqual([]);
  await client.patch("1", { tags: ["new"] });
  await client.patch("1", { name: "new" });
  await client.delete("1");
  expect(writes.mock.calls.map(([tags]) => tags)).toEqual([["new"], [], []]);
});
