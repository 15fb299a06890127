import type { Fault } from "act365-simulator";
import { NotFoundError, ResponseError, UnreadableResponseError } from "../../../provider/src/platform/errors";
import { canary, failureOf } from "../../support/canary";
import { requestsTo, startPlatform } from "../../support/platform";
import { bodyOf, clientOf, setUp } from "./clients";
import { httpServer, withoutProxies } from "./http/servers";

withoutProxies();

test("a PUT sends the whole instance, with the element's key", async () => {
  const { client, simulator, id, token } = await setUp();
  const body = { ...bodyOf(), name: "new" };
  expect(await client.put(id, body)).toMatchObject({ id, token, name: "new" });
  expect(simulator.instances()[0]?.configuration).toMatchObject(body.configuration);
  expect(requestsTo(simulator)).toEqual([`PUT /instances/${id}`]);
  expect(simulator.requests[0]?.body).toMatchObject({ element: { key: "actessentials" }, name: "new" });
});

test("a PATCH sends only what is given", async () => {
  const { client, simulator, id } = await setUp();
  expect(await client.patch(id, { tags: [] })).toMatchObject({ id, name: "crm", tags: [] });
  expect(requestsTo(simulator)).toEqual([`PATCH /instances/${id}`]);
  expect(simulator.requests[0]?.body).toEqual({ tags: [] });
});

const changes = ["put", "patch"] as const;

describe.each(changes)("a %s", (change) => {
  const verb = change.toUpperCase();

  test.each<[string, Fault]>([
    ["is empty", { kind: "body", body: "" }],
    ["is another instance's", { kind: "body", body: '{"id":1,"name":"wrong"}' }],
    ["has no id", { kind: "body", body: '{"name":"wrong"}' }],
  ])("whose response %s counts as done: the instance is read", async (_, fault) => {
    const { client, simulator, id } = await setUp();
    simulator.faults.add({ method: verb, fault });
    expect(await client[change](id, { name: "new" })).toMatchObject({ id, name: "new" });
    expect(requestsTo(simulator)).toEqual([`${verb} /instances/${id}`, `GET /instances/${id}`]);
  });

  test.each<[string, Fault]>([
    ["the connection broke after the work", { kind: "close", when: "afterCommit" }],
    ["the connection broke before the work", { kind: "close", when: "beforeCommit" }],
    ["the response was cut", { kind: "truncated" }],
    ["the response was no JSON", { kind: "malformed" }],
    ["a page took the place of the response", { kind: "status", status: 200, body: "html" }],
    ["502", { kind: "status", status: 502, body: "html" }],
    ["429", { kind: "status", status: 429 }],
    ["500", { kind: "status", status: 500 }],
  ])("is repeated when %s, since its body is absolute", async (_, fault) => {
    const { client, simulator, id, sleeps } = await setUp();
    simulator.faults.add({ method: verb, fault });
    expect(await client[change](id, { name: "new" })).toMatchObject({ id, name: "new" });
    expect(requestsTo(simulator)).toEqual([`${verb} /instances/${id}`, `${verb} /instances/${id}`]);
    expect(sleeps).toEqual([375]);
  });

  test("that gets a page as its response again and again is an error, since a GET shows no masked value", async () => {
    const { client, simulator, id } = await setUp();
    simulator.faults.add({ method: verb, call: "every", fault: { kind: "status", status: 200, body: "html" } });
    const error = await failureOf(client[change](id, { name: "new" }));
    expect(error).toBeInstanceOf(UnreadableResponseError);
    expect(error).toMatchObject({ verb, path: `/instances/${id}`, outcome: "unknown" });
    expect(error.message).toMatch(/returned 200, but the body is not the platform's/);
    expect(requestsTo(simulator)).toEqual(Array(5).fill(`${verb} /instances/${id}`));
    expect(simulator.instances()[0]?.name).toBe("crm");
  });

  test("that is done, but whose response and the GET after it tell nothing, leaves the outcome unknown", async () => {
    const { client, simulator, id } = await setUp();
    simulator.faults.add({ method: verb, fault: { kind: "body", body: "" } });
    simulator.faults.add({ method: "GET", fault: { kind: "status", status: 403 } });
    const error = await failureOf(client[change](id, { name: "new" }));
    expect(error).toMatchObject({ verb: "GET", path: `/instances/${id}`, outcome: "unknown" });
    expect(requestsTo(simulator)).toEqual([`${verb} /instances/${id}`, `GET /instances/${id}`]);
  });

  test("that is refused is not repeated", async () => {
    const { client, simulator, sleeps } = await setUp();
    const error = await failureOf(client[change]("99999", { name: "new" }));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ verb, path: "/instances/99999" });
    expect(requestsTo(simulator)).toEqual([`${verb} /instances/99999`]);
    expect(sleeps).toEqual([]);
  });
});

test("a delete removes the instance", async () => {
  const { client, simulator, id } = await setUp();
  await client.delete(id);
  expect(simulator.instances()).toEqual([]);
  expect(requestsTo(simulator)).toEqual([`DELETE /instances/${id}`]);
});

test("a delete whose response was lost is repeated, and a 404 is success", async () => {
  const { client, simulator, id } = await setUp();
  simulator.faults.add({ method: "DELETE", fault: { kind: "close", when: "afterCommit" } });
  expect(await failureOf(client.delete(id))).toBeInstanceOf(NotFoundError);
  expect(requestsTo(simulator)).toEqual([`DELETE /instances/${id}`, `DELETE /instances/${id}`]);
});

test("a delete that something on the platform forbids says so and is not repeated", async () => {
  const { client, simulator, id } = await setUp();
  simulator.faults.add({ method: "DELETE", fault: { kind: "status", status: 409, message: "A formula uses it." } });
  const error = await failureOf(client.delete(id));
  expect(error.message).toMatch(/returned 409: A formula uses it \(request id .*\)\. Something on the platform still/);
  expect(requestsTo(simulator)).toHaveLength(1);
});

test("an instance is switched off and on", async () => {
  const { client, simulator, id } = await setUp();
  await client.setEnabled(id, false);
  expect(simulator.instances()[0]?.disabled).toBe(true);
  await client.setEnabled(id, true);
  expect(simulator.instances()[0]?.disabled).toBe(false);
  expect(requestsTo(simulator)).toEqual([`DELETE /instances/${id}/enabled`, `PUT /instances/${id}/enabled`]);
});

test("switching is repeated after a lost response", async () => {
  const { client, simulator, id } = await setUp();
  simulator.faults.add({ method: "DELETE", fault: { kind: "close", when: "afterCommit" } });
  await client.setEnabled(id, false);
  expect(simulator.requests).toHaveLength(2);
  expect(simulator.instances()[0]?.disabled).toBe(true);
});

describe("a success status with a page in the platform's place", () => {
  const PAGE: Fault = { kind: "status", status: 200, body: "html" };
  const portal = async (method: string) => {
    const setup = await setUp();
    setup.simulator.faults.add({ method, fault: PAGE });
    return setup;
  };

  test("is no deletion: the instance is read, and an error says that it was not deleted", async () => {
    const { client, simulator, id } = await portal("DELETE");
    const error = await failureOf(client.delete(id));
    expect(error).toBeInstanceOf(UnreadableResponseError);
    expect(error).toMatchObject({ verb: "DELETE", path: `/instances/${id}`, outcome: "unknown", transient: false });
    expect(error.message).toMatch(
      new RegExp(
        `^DELETE /instances/${id} returned 200, but the body is not the platform's \\(text/html, \\d+ characters\\), and a GET ` +
          "shows that the instance was not deleted\\. Check act365:baseUrl",
      ),
    );
    expect(requestsTo(simulator)).toEqual([`DELETE /instances/${id}`, `GET /instances/${id}`]);
    expect(simulator.instances()).toHaveLength(1);
  });

  test("is a deletion where a GET no longer finds the instance", async () => {
    const { client, simulator, id } = await setUp();
    simulator.faults.add({ method: "DELETE", fault: { ...PAGE, when: "afterCommit" } });
    expect(await failureOf(client.delete(id))).toMatchObject({ name: "NotFoundError", verb: "GET" });
  });

  test("leaves the outcome unknown where the GET gets such a page, too", async () => {
    const { client, simulator, id } = await portal("DELETE");
    simulator.faults.add({ method: "GET", fault: PAGE });
    const error = await failureOf(client.delete(id));
    expect(error).toMatchObject({ name: "UnreadableResponseError", verb: "DELETE" });
    expect(error.message).toContain(
      `, and a GET did not tell whether the instance was deleted (GET /instances/${id} returned 200, but the body is not the`,
    );
  });

  test.each([
    [false, "DELETE", "disabled"],
    [true, "PUT", "enabled"],
  ] as const)("does not switch an instance (%s)", async (enabled, method, what) => {
    const { client, simulator, id } = await setUp();
    simulator.others.change(Number(id), { disabled: enabled });
    simulator.faults.add({ method, fault: PAGE });
    const error = await failureOf(client.setEnabled(id, enabled));
    expect(error).toMatchObject({ name: "UnreadableResponseError", verb: method, path: `/instances/${id}/enabled` });
    expect(error.message).toContain(`, and a GET shows that the instance was not ${what}. Check`);

    simulator.faults.add({ method, fault: { ...PAGE, when: "afterCommit" } });
    await client.setEnabled(id, enabled);
    expect(simulator.instances()[0]?.disabled).toBe(!enabled);
  });

  test("does not switch an instance that a GET shows without its flag", async () => {
    const { client, simulator, id } = await portal("DELETE");
    simulator.faults.add({ method: "GET", fault: { kind: "body", body: `{"id":${id}}` } });
    expect(await failureOf(client.setEnabled(id, false))).toBeInstanceOf(UnreadableResponseError);
  });

  test("of an instance that is gone is the platform's 404", async () => {
    const { client, simulator, id } = await portal("DELETE");
    simulator.others.remove(Number(id));
    expect(await failureOf(client.setEnabled(id, false))).toBeInstanceOf(NotFoundError);
  });
});

test.each(["", " \n", "null", "{}", '"OK"'])("the body %j of a deletion's response is believed", async (body) => {
  const { client, simulator, id } = await setUp();
  simulator.faults.add({ method: "DELETE", fault: { kind: "body", body } });
  await client.delete(id);
  expect(requestsTo(simulator)).toEqual([`DELETE /instances/${id}`]);
});

test("the organization's id is read, and the secret beside it is not", async () => {
  const { client, simulator } = await setUp();
  expect(await client.organizationId()).toBe(simulator.organizations[0]?.id);
  expect(requestsTo(simulator)).toEqual(["GET /organizations/me"]);
});

test("wrong secrets are an error that names their sources and shows neither", async () => {
  const simulator = await startPlatform();
  const { client } = clientOf(simulator.url);
  const error = await failureOf(client.organizationId());
  expect(error).toMatchObject({ verb: "GET", status: 401, outcome: "refused", transient: false });
  expect(error.message).toContain("the user secret (from a test) and the organization secret (from a test)");
  expect(requestsTo(simulator)).toHaveLength(1);
});

test.each([
  ['{"id":"1190"}', 1190],
  ['{"id":"none"}', undefined],
  ["{}", undefined],
  ['{"id":1190}', 1190],
])("the organization %s has the id %s", async (body, expected) => {
  const server = await httpServer((response) => response.end(body));
  const { client } = clientOf(server.baseUrl);
  expect(await client.organizationId()).toBe(expected);
});

test.each(["[]", "null", "<html></html>", "", "5"])("an organization that is %j is unreadable", async (body) => {
  const server = await httpServer((response) => response.end(body));
  const { client } = clientOf(server.baseUrl);
  const error = await failureOf(client.organizationId());
  expect(error).toBeInstanceOf(UnreadableResponseError);
  expect(error).toMatchObject({ verb: "GET", path: "/organizations/me", outcome: "unknown", transient: false });
  expect(error.message).toContain(`(no content type, ${body.length} characters)`);
});

test("a ping goes through the instance with its token", async () => {
  const { client, simulator, token } = await setUp();
  expect(await client.ping(token)).toEqual({
    endpoint: "actessentials",
    valid: true,
    summary: expect.stringMatching(/^GET \/hubs\/crm\/ping returned 200 \(request id \w+\)$/),
  });
  expect(requestsTo(simulator)).toEqual(["GET /hubs/crm/ping"]);
});

test("a ping of a disabled instance is refused", async () => {
  const { client, simulator, id, token } = await setUp();
  simulator.others.change(Number(id), { disabled: true });
  const error = await failureOf(client.ping(token));
  expect(error).toBeInstanceOf(ResponseError);
  expect(error).toMatchObject({ verb: "GET", path: "/hubs/crm/ping", status: 403, outcome: "refused" });
});

test("only a ping sends a token, after the secrets; and an error that echoes it does not show it", async () => {
  const server = await httpServer((response, { headers }) => {
    response.writeHead(400).end(JSON.stringify({ message: `bad ${headers["authorization"]?.split(" ").at(-1)}` }));
  });
  const { client } = clientOf(server.baseUrl);
  const token = canary("token");
  expect((await failureOf(client.ping(token))).message).toContain("bad [secret]");
  await failureOf(client.get("1"));
  expect(server.requests[0]?.headers["authorization"]).toMatch(
    new RegExp(`^User \\w+, Organization \\w+, Element ${token}$`),
  );
  expect(server.requests[1]?.headers["authorization"]).toMatch(/^User \w+, Organization \w+$/);
});

test.each([
  ['{"endpoint":"actessentials","valid":"true"}', { endpoint: "actessentials", valid: true }],
  ['{"endpoint":"actessentials","valid":false}', { endpoint: "actessentials", valid: false }],
  ['{"endpoint":"actessentials","valid":"no"}', { endpoint: "actessentials", valid: false }],
  ['{"endpoint":"actessentials"}', { endpoint: "actessentials", valid: undefined }],
  ['{"endpoint":5,"valid":true}', { endpoint: undefined, valid: true }],
])("the ping %s is read", async (body, expected) => {
  const server = await httpServer((response) => response.end(body));
  const { client } = clientOf(server.baseUrl);
  const summary = "GET /hubs/crm/ping returned 200";
  expect(await client.ping(canary("token"))).toEqual({ ...expected, summary });
});

test("a ping with another success status is unreadable", async () => {
  const server = await httpServer((response) => response.writeHead(202).end('{"endpoint":"actessentials"}'));
  const { client } = clientOf(server.baseUrl);
  const error = await failureOf(client.ping(canary("token")));
  expect(error.name).toBe("UnreadableResponseError");
  expect(error.message).toContain("GET /hubs/crm/ping returned 202, but the body is not the platform's");
});

test("a ping that is no object is unreadable", async () => {
  const server = await httpServer((response) => response.end("[]"));
  const { client } = clientOf(server.baseUrl);
  expect(await failureOf(client.ping(canary("token")))).toMatchObject({
    name: "UnreadableResponseError",
    verb: "GET",
    path: "/hubs/crm/ping",
  });
});
