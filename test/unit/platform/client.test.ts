import type { Fault } from "act365-simulator";
import {
  NetworkError,
  NotFoundError,
  type Outcome,
  ResponseError,
  RetryLaterError,
  UnreadableResponseError,
} from "../../../provider/src/platform/errors";
import { canary, failureOf } from "../../support/canary";
import { requestsTo } from "../../support/platform";
import { bodyOf, clientOf, setUp } from "./clients";
import { closedPort, httpServer, withoutProxies } from "./http/servers";

withoutProxies();

const status = (status: number, more: object = {}): Fault => ({ kind: "status", status, ...more });
const html = (status_: number): Fault => status(status_, { body: "html" });

describe("create", () => {
  test("makes an instance of the element", async () => {
    const { simulator, client, lines } = await setUp();
    const body = bodyOf();
    const instance = await client.create(body);
    expect(instance).toMatchObject({ name: "crm", elementKey: "actessentials", disabled: false, valid: true });
    const [, made] = simulator.instances();
    expect(made).toMatchObject({ id: Number(instance.id), token: instance.token, name: "crm", tags: body.tags });
    expect(made?.configuration).toMatchObject(body.configuration);
    expect(requestsTo(simulator)).toEqual(["POST /instances"]);
    expect(simulator.requests[0]?.body).toMatchObject({ element: { key: "actessentials" } });
    expect(lines).toEqual([]);
  });

  test.each<[string, Fault, number]>([
    ["429", status(429), 375],
    ["429 with Retry-After", status(429, { retryAfter: 7 }), 7_250],
    ["429 of a gateway", html(429), 375],
    ["503 with Retry-After", status(503, { retryAfter: 20 }), 20_250],
  ])("is repeated after %s, since nothing was made", async (_, fault, wait) => {
    const { simulator, client, sleeps } = await setUp();
    simulator.faults.add({ method: "POST", fault });
    await client.create(bodyOf());
    expect(requestsTo(simulator)).toEqual(["POST /instances", "POST /instances"]);
    expect(simulator.instances()).toHaveLength(2);
    expect(sleeps).toEqual([wait]);
  });

  test("is repeated where nobody listens, five times in all", async () => {
    const { client, sleeps, lines } = clientOf(`http://127.0.0.1:${await closedPort()}/elements/api-v2`);
    const error = await failureOf(client.create(bodyOf()));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ outcome: "nothingDone" });
    expect(sleeps).toEqual([375, 750, 1_500, 3_000]);
    expect(lines[3]).toMatch(/^POST \/instances: 127\.0\.0\.1:\d+ could not be reached .*; try 5 of 5 in 3 s$/);
  });

  test.each<[string, Fault, Outcome, number]>([
    ["the connection broke before the work", { kind: "close", when: "beforeCommit" }, "unknown", 0],
    ["the connection broke after the work", { kind: "close", when: "afterCommit" }, "unknown", 1],
    ["the response was cut", { kind: "truncated" }, "unknown", 1],
    ["the response is no JSON", { kind: "malformed" }, "unknown", 1],
    ["the response has no id", { kind: "body", body: "{}" }, "unknown", 1],
    ["the response is endless", { kind: "hugeBody", bytes: 17 * 1024 ** 2 }, "unknown", 1],
    ["502 of a gateway", html(502), "unknown", 0],
    ["503 without Retry-After", html(503), "unknown", 0],
    ["504 after the work", status(504, { body: "empty", when: "afterCommit" }), "unknown", 1],
    ["500 of a gateway", html(500), "unknown", 0],
    ["500 of the platform", status(500), "platformError", 0],
    ["keys that the vendor refused", status(401, { providerMessage: "no" }), "platformError", 0],
    ["400", status(400), "refused", 0],
    ["401", status(401), "refused", 0],
    ["403", status(403), "refused", 0],
    ["408", status(408), "refused", 0],
    ["409", status(409), "refused", 0],
    ["a redirect", { kind: "redirect", location: "https://elsewhere.example/" }, "refused", 0],
  ])("is not repeated after %s", async (_, fault, outcome, made) => {
    const { simulator, client, sleeps } = await setUp();
    simulator.faults.add({ method: "POST", fault });
    const error = await failureOf(client.create(bodyOf()));
    expect(error).toMatchObject({ verb: "POST", path: "/instances", outcome });
    expect(requestsTo(simulator)).toEqual(["POST /instances"]);
    expect(simulator.instances()).toHaveLength(1 + made);
    expect(sleeps).toEqual([]);
  });

  test("describes an unreadable response by status, type and size, and quotes nothing of it", async () => {
    const server = await httpServer((response) => {
      response.writeHead(201, { "content-type": "text/html" }).end(`<p>${canary("token")}</p>`);
    });
    const { client } = clientOf(server.baseUrl);
    const error = await failureOf(client.create(bodyOf()));
    expect(error).toBeInstanceOf(UnreadableResponseError);
    expect(error).toMatchObject({ outcome: "unknown", transient: false });
    expect(error.message).toMatch(
      /^POST \/instances returned 201, but the body is not the platform's \(text\/html, \d+ characters\)\. Check act365:baseUrl \(http:\/\/127\.0\.0\.1:\d+\/elements\/api-v2\) and any proxy or gateway in between$/,
    );
  });

  test("treats 300 as a redirect", async () => {
    const server = await httpServer((response) => response.writeHead(300).end('{"id":7}'));
    const { client } = clientOf(server.baseUrl);
    expect(await failureOf(client.create(bodyOf()))).toMatchObject({ status: 300, outcome: "refused" });
  });

  test.each([200, 201, 202, 299])("treats %d as a success", async (code) => {
    const server = await httpServer((response) => response.writeHead(code).end('{"id":7}'));
    const { client } = clientOf(server.baseUrl);
    expect(await client.create(bodyOf())).toEqual({ id: "7" });
  });
});

describe("get", () => {
  test("reads an instance with its token", async () => {
    const { client, id, token } = await setUp();
    expect(await client.get(id)).toMatchObject({ id, token, name: "crm", tags: ["sales"] });
  });

  test("redacts the secrets that an instance shows from all later messages", async () => {
    const { client, id, simulator, redactor } = await setUp();
    const [apiKey = "", variable] = [simulator.instances()[0]?.configuration["username"] ?? "", canary("variable")];
    simulator.others.change(Number(id), { configuration: { "instance.variables": JSON.stringify([variable]) } });
    await client.get(id);
    expect(redactor.redact(`${apiKey}, ${variable}`)).toBe("[secret], [secret]");
  });

  test("reports an instance that does not exist", async () => {
    const { client, simulator } = await setUp();
    const error = await failureOf(client.get("99999"));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ verb: "GET", path: "/instances/99999", status: 404, outcome: "refused" });
    expect(requestsTo(simulator)).toEqual(["GET /instances/99999"]);
  });

  test("a web page with status 404 says nothing about the instance", async () => {
    const { client, id, simulator } = await setUp();
    simulator.faults.add({ method: "GET", fault: html(404) });
    const error = await failureOf(client.get(id));
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).not.toBeInstanceOf(NotFoundError);
  });

  test.each(["", "<p>Hello</p>", "[]", '{"name":"crm"}'])("a response that is %j is unreadable", async (body) => {
    const server = await httpServer((response) => response.end(body));
    const { client } = clientOf(server.baseUrl);
    const error = await failureOf(client.get("7"));
    expect(error).toBeInstanceOf(UnreadableResponseError);
    expect(error).toMatchObject({ verb: "GET", path: "/instances/7", outcome: "unknown", transient: false });
  });

  test("an id cannot lead to another path", async () => {
    const server = await httpServer((response) => response.writeHead(404).end("{}"));
    const { client } = clientOf(server.baseUrl);
    await failureOf(client.get("../users?x#y"));
    expect(server.requests[0]?.path).toBe("/instances/..%2Fusers%3Fx%23y");
  });

  test("another instance's response is unreadable", async () => {
    const server = await httpServer((response) => response.end('{"id":8}'));
    const { client } = clientOf(server.baseUrl);
    const error = await failureOf(client.get("7"));
    expect(error).toBeInstanceOf(UnreadableResponseError);
    expect(error).toMatchObject({ verb: "GET", path: "/instances/7", outcome: "unknown", transient: false });
  });

  test.each<[string, Fault]>([
    ["408", status(408)],
    ["429", status(429)],
    ["500 of the platform", status(500)],
    ["500 of a gateway", html(500)],
    ["502", html(502)],
    ["503", status(503)],
    ["504", html(504)],
    ["a connection that broke", { kind: "close", when: "beforeCommit" }],
    ["a response that was cut", { kind: "truncated" }],
  ])("is repeated after %s", async (_, fault) => {
    const { client, id, simulator, sleeps } = await setUp();
    simulator.faults.add({ method: "GET", fault });
    expect(await client.get(id)).toMatchObject({ id });
    expect(requestsTo(simulator)).toEqual([`GET /instances/${id}`, `GET /instances/${id}`]);
    expect(sleeps).toEqual([375]);
  });

  test.each<[string, Fault]>([
    ["400", status(400)],
    ["401", status(401)],
    ["403", status(403)],
    ["404", status(404)],
    ["409", status(409)],
    ["501", status(501)],
    ["a redirect", { kind: "redirect", location: "https://elsewhere.example/" }],
    ["a response that is no JSON", { kind: "malformed" }],
  ])("is not repeated after %s", async (_, fault) => {
    const { client, id, simulator, sleeps } = await setUp();
    simulator.faults.add({ method: "GET", fault });
    await failureOf(client.get(id));
    expect(requestsTo(simulator)).toHaveLength(1);
    expect(sleeps).toEqual([]);
  });

  test("is tried five times at the most, with one line on each retry", async () => {
    const { client, id, simulator, lines } = await setUp();
    simulator.faults.add({ method: "GET", call: "every", fault: status(503, { message: "Busy", retryAfter: 2 }) });
    const error = await failureOf(client.get(id));
    expect(error).toMatchObject({ status: 503, outcome: "nothingDone", retryAfter: 2_000 });
    expect(simulator.requests).toHaveLength(5);
    expect(lines).toHaveLength(4);
    for (const [index, line] of lines.entries()) {
      expect(line).toMatch(
        new RegExp(
          `^GET /instances/${id} returned 503: Busy \\(request id [0-9a-f]{24}\\)\\. Try again.*; try ${index + 2} of 5 in 2 s$`,
        ),
      );
    }
  });

  test("says when to try again where the platform's wait is too long", async () => {
    const { client, id, simulator, lines } = await setUp();
    simulator.faults.add({ method: "GET", fault: status(429, { retryAfter: "Fri, 02 Jan 2026 05:00:00 GMT" }) });
    const error = await failureOf(client.get(id));
    expect(error).toBeInstanceOf(RetryLaterError);
    expect(error.message).toContain("try again after 2026-01-02T05:00:00.000Z, or allow more time with customTimeouts");
    expect(simulator.requests).toHaveLength(1);
    expect(lines).toEqual([]);
  });

  test.each(["json", "html"])(
    "neither its errors nor its log show the secrets that an echoing server returns (%s)",
    async (body) => {
      const { client, id, simulator, lines } = await setUp();
      simulator.faults.add({ call: "every", fault: status(500, { body, echoRequest: true }) });
      const error = await failureOf(client.get(id));
      expect(error.message).toContain("[secret]");
      expect(lines).toHaveLength(4);
    },
  );
});
