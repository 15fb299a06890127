import type { ServerResponse } from "node:http";
import { canary } from "../../support/canary";
import { clientOf } from "./clients";
import { httpServer, withoutProxies } from "./http/servers";

withoutProxies();

/** What a client finds out from this response to a ping. */
async function accepted(respond: (response: ServerResponse) => void) {
  const server = await httpServer(respond);
  const { client, sleeps } = clientOf(server.baseUrl);
  const result = await client.userIsAccepted(canary("token"));
  expect(server.requests.map(({ verb, path }) => `${verb} ${path}`)).toEqual(["GET /hubs/crm/ping"]);
  expect(sleeps).toEqual([]);
  return result;
}

const ID = { "elements-request-id": "5b0437c6e4b07731ae39b533" };
const WITH_BODY = { ...ID, "content-type": "application/json" };

test.each<[string, number, Readonly<Record<string, string>>, boolean | undefined]>([
  ["succeeds", 200, ID, true],
  ["is refused, since the instance is disabled", 403, ID, true],
  ["failed at the vendor", 500, WITH_BODY, true],
  ["is refused by the platform", 401, ID, false],
  ["is refused by something without a request id", 401, {}, undefined],
  ["finds nothing", 404, ID, undefined],
])("where a ping %s, the user is accepted: %#", async (_, status, headers, expected) => {
  const result = await accepted((response) => response.writeHead(status, headers).end('{"message":"told"}'));
  expect(result).toBe(expected);
});

test("where a ping gets no response, it is not known", async () => {
  expect(await accepted((response) => response.destroy())).toBeUndefined();
});

test("the token is redacted from then on", async () => {
  const server = await httpServer((response) => response.writeHead(404).end());
  const { client, redactor } = clientOf(server.baseUrl);
  const token = canary("token");
  await client.userIsAccepted(token);
  expect(redactor.redact(`before ${token}`)).toBe("before [secret]");
});
