import { CancelledError, RuntimeError, TimeLimitError } from "../../../../provider/src/platform/errors";
import type { RuntimeVersions } from "../../../../provider/src/platform/http/runtime";
import type { Request } from "../../../../provider/src/platform/http/transport";
import { Deadline } from "../../../../provider/src/util/clock";
import { canary, failureOf } from "../../../support/canary";
import { FakeClock } from "../../../support/fakeClock";
import { closedPort, httpServer, rawServer, withoutProxies } from "./servers";
import { ample, networkErrorOf, requestOf, transportTo } from "./transports";

withoutProxies();

afterEach(() => {
  jest.useRealTimers();
});

test("a request goes out with its verb, path, query, headers and body, and the response comes back", async () => {
  const server = await httpServer((response) => {
    response.writeHead(200, { "Elements-Request-Id": "abc", "Set-Cookie": ["first", "second"] }).end('{"id":1}');
  });
  const request = { ...requestOf("POST"), query: { "tags[]": "a b&c=d\r\n" } };
  const response = await transportTo(server.baseUrl).send(request, ample());
  expect(response).toMatchObject({ status: 200, body: '{"id":1}' });
  expect(response.headers).toMatchObject({ "elements-request-id": "abc", "set-cookie": "first" });
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]).toMatchObject({
    verb: "POST",
    path: "/instances?tags%5B%5D=a+b%26c%3Dd%0D%0A",
    headers: {
      authorization: request.authorization,
      accept: "application/json",
      "content-type": "application/json",
      "user-agent": "test/1",
    },
    body: JSON.stringify(request.body),
  });
});

test("a request without a body announces none", async () => {
  const server = await httpServer((response) => response.end());
  await transportTo(server.baseUrl).send(requestOf("DELETE", "/instances/5"), ample());
  expect(server.requests[0]).toMatchObject({ verb: "DELETE", path: "/instances/5", body: "" });
  expect(server.requests[0]?.headers).not.toHaveProperty("content-type");
});

test.each([201, 204, 400, 404, 429, 500, 503])(
  "a complete response with status %d is returned, not thrown",
  async (status) => {
    const server = await httpServer((response) => response.writeHead(status).end());
    expect(await transportTo(server.baseUrl).send(requestOf("GET"), ample())).toMatchObject({ status, body: "" });
  },
);

test("an interim response (103 Early Hints) is not taken for the response", async () => {
  const server = await rawServer((socket) =>
    socket.end(
      "HTTP/1.1 103 Early Hints\r\nElements-Request-Id: no\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
    ),
  );
  const response = await transportTo(server.baseUrl).send(requestOf("GET"), ample());
  expect(response).toMatchObject({ status: 200, body: "{}" });
  expect(response.headers).not.toHaveProperty("elements-request-id");
});

test("a response is read as UTF-8, also where a character comes in two pieces, and without its byte order mark", async () => {
  const bytes = Buffer.from("\ufeffZürich €");
  const server = await httpServer((response) => {
    response.write(bytes.subarray(0, 5));
    setTimeout(() => response.end(bytes.subarray(5)), 20);
  });
  expect(await transportTo(server.baseUrl).send(requestOf("GET"), ample())).toMatchObject({ body: "Zürich €" });
});

test.each([301, 302, 303, 307, 308])("a redirect with status %d is not followed", async (status) => {
  const second = await httpServer((response) => response.end("{}"));
  const location = `${second.baseUrl}/instances`;
  const first = await httpServer((response) => response.writeHead(status, { location }).end());
  for (const verb of ["GET", "POST"] as const) {
    const response = await transportTo(first.baseUrl).send(requestOf(verb), ample());
    expect(response).toMatchObject({ status, headers: { location } });
  }
  expect(second.requests).toEqual([]);
});

test("where nobody listens, nothing was done, and the error is transient", async () => {
  const port = await closedPort();
  const sending = transportTo(`http://127.0.0.1:${port}/elements/api-v2`).send(requestOf("POST"), ample());
  expect(await networkErrorOf(sending)).toMatchObject({
    verb: "POST",
    path: "/instances",
    outcome: "nothingDone",
    transient: true,
    message:
      `POST /instances: 127.0.0.1:${port} could not be reached (ECONNREFUSED). Check act365:baseUrl, the network, and ` +
      "HTTPS_PROXY and NO_PROXY",
  });
});

const PART = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

test.each<[string, string | undefined]>([
  ["before any response", ""],
  ["before any response, roughly", undefined],
  ["amid the headers", `${PART}Content-Le`],
  ["before the body", `${PART}Content-Length: 100\r\n\r\n`],
  ["amid the body", `${PART}Content-Length: 100\r\n\r\n{"id": 1, "tok`],
  ["amid a chunk", `${PART}Transfer-Encoding: chunked\r\n\r\n10\r\n{"id": 1`],
  ["between chunks", `${PART}Transfer-Encoding: chunked\r\n\r\n9\r\n{"id": 1}\r\n`],
])("a connection that breaks %s leaves the outcome unknown, and nothing is sent again", async (_, beginning) => {
  for (const verb of ["POST", "GET"] as const) {
    const server = await rawServer((socket) => {
      if (beginning === undefined) socket.resetAndDestroy();
      else socket.end(beginning);
    });
    const error = await networkErrorOf(transportTo(server.baseUrl).send(requestOf(verb), ample()));
    expect(error).toMatchObject({ verb, path: "/instances", outcome: "unknown", transient: true });
    expect(error.message).toMatch(
      /^[A-Z]+ \/instances: the connection to 127\.0\.0\.1:\d+ broke before the response was complete \([A-Z_]+\)\. Check/,
    );
    expect(server.seen.requests).toBe(1);
  }
});

test("a response that is no HTTP leaves the outcome unknown, and is not quoted", async () => {
  const server = await rawServer((socket) => socket.end(`SSH-2.0-${canary("banner")}\r\n`));
  const error = await networkErrorOf(transportTo(server.baseUrl).send(requestOf("POST"), ample()));
  expect(error).toMatchObject({ outcome: "unknown", transient: true });
});

test.each([
  ["chunks", {}],
  ["an announced length", { "content-length": String(1024 ** 3) }],
])("a response without end, in %s, is not read beyond 16 MiB", async (_, headers) => {
  let written = 0;
  const server = await httpServer((response) => {
    const chunk = Buffer.alloc(64 * 1024, "x");
    const pour = () => {
      while (written < 1024 ** 3 && !response.destroyed) {
        written += chunk.length;
        if (!response.write(chunk)) return void response.once("drain", pour);
      }
    };
    response.writeHead(200, headers);
    pour();
  });
  const error = await networkErrorOf(transportTo(server.baseUrl).send(requestOf("POST"), ample()));
  expect(error).toMatchObject({
    outcome: "unknown",
    transient: false,
    message: `POST /instances: the response from 127.0.0.1:${server.port} is larger than 16 MiB and was not read`,
  });
  // The rest of it are buffers on the way.
  expect(written).toBeLessThan(64 * 1024 ** 2);
});

test("a response of 16 MiB is read, and one byte more is too much", async () => {
  const largest = 16 * 1024 ** 2;
  const server = await httpServer((response, _, nth) => response.end(Buffer.alloc(largest + nth - 1, "x")));
  const transport = transportTo(server.baseUrl);
  expect((await transport.send(requestOf("GET"), ample())).body).toHaveLength(largest);
  expect(await networkErrorOf(transport.send(requestOf("GET"), ample()))).toMatchObject({ transient: false });
});

/** A server that never finishes its response; `arrived` tells of a request, `closed` of the connection's end. */
async function silentServer(beginning = "") {
  let arrive = () => {};
  let close = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  const server = await rawServer((socket) => {
    socket.on("close", close);
    socket.write(beginning, () => arrive());
  });
  return { ...server, arrived, closed };
}

/** Faked timers, but real sockets. */
function fakeTimers(): void {
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "clearImmediate", "queueMicrotask", "performance"] });
}

/** Expects the failure after so many milliseconds of faked time, and not one earlier. */
async function failsAfter(ms: number, failure: Promise<Error>): Promise<Error> {
  let failed = false;
  void failure.then(() => {
    failed = true;
  });
  await jest.advanceTimersByTimeAsync(ms - 1);
  expect(failed).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  return failure;
}

test.each<[Request["verb"], number, string]>([
  ["GET", 30_000, "30 s"],
  ["DELETE", 30_000, "30 s"],
  ["POST", 120_000, "2 min"],
  ["PUT", 120_000, "2 min"],
  ["PATCH", 120_000, "2 min"],
])(
  "a %s waits %d ms for its response, then the connection is closed and the outcome unknown",
  async (verb, ms, limit) => {
    const server = await silentServer();
    const clock = new FakeClock();
    fakeTimers();
    const sending = transportTo(server.baseUrl, { clock }).send(
      requestOf(verb),
      new Deadline(clock, 300_000, "customTimeouts"),
    );
    const failure = networkErrorOf(sending);
    await server.arrived;
    expect(await failsAfter(ms, failure)).toMatchObject({
      outcome: "unknown",
      transient: true,
      message:
        `${verb} /instances: no complete response within ${limit}. Check the network and the platform's status; allow more ` +
        "time with customTimeouts if it is only slow",
    });
    await server.closed;
    expect(server.seen.requests).toBe(1);
  },
);

test.each([
  ["before its headers", ""],
  ["amid its headers", "HTTP/1.1 200 OK\r\nContent-"],
  ["amid its body", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{"],
])("a response that stalls %s ends with the operation's deadline", async (_, beginning) => {
  const server = await silentServer(beginning);
  const clock = new FakeClock();
  fakeTimers();
  const failure = networkErrorOf(
    transportTo(server.baseUrl, { clock }).send(requestOf("GET"), new Deadline(clock, 5_000)),
  );
  await server.arrived;
  const error = await failsAfter(5_000, failure);
  expect(error).toMatchObject({ outcome: "unknown", transient: true });
  expect(error.message).toBe(
    "GET /instances: no complete response within 5 s. Check the network and the platform's status",
  );
  await server.closed;
});

test.each([
  ["POST", 20_000, "20 s"],
  ["PUT", 30_000, "30 s"],
  ["PATCH", 30_000, "30 s"],
] as const)("of 30 s a %s takes %d ms: a POST leaves a third to look what became of it", async (verb, ms, limit) => {
  const server = await silentServer();
  const clock = new FakeClock();
  fakeTimers();
  const failure = networkErrorOf(
    transportTo(server.baseUrl, { clock }).send(requestOf(verb), new Deadline(clock, 30_000)),
  );
  await server.arrived;
  expect((await failsAfter(ms, failure)).message).toContain(`no complete response within ${limit}.`);
  await server.closed;
});

test("a body that arrives slowly is not waited for beyond the deadline", async () => {
  const server = await silentServer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");
  const clock = new FakeClock();
  const failure = networkErrorOf(
    transportTo(server.baseUrl, { clock }).send(requestOf("GET"), new Deadline(clock, 300)),
  );
  await server.arrived;
  expect((await failure).message).toContain("no complete response within 300 ms");
  await server.closed;
});

test("after the deadline nothing is sent", async () => {
  const server = await httpServer((response) => response.end());
  const clock = new FakeClock();
  const deadline = new Deadline(clock, 90_000, "customTimeouts");
  clock.advance(90_000);
  const error = await failureOf(
    transportTo(server.baseUrl, { clock }).send(requestOf("PUT", "/instances/5"), deadline),
  );
  expect(error).toBeInstanceOf(TimeLimitError);
  expect(error).toMatchObject({
    verb: "PUT",
    path: "/instances/5",
    outcome: "nothingDone",
    transient: false,
    message:
      "PUT /instances/5 was not sent: the operation's timeout of 1 min 30 s has expired. Allow more time with customTimeouts",
  });
  expect(server.requests).toEqual([]);
});

test("where the platform asked all requests to wait beyond the deadline, nothing is sent, and the error says when to try again", async () => {
  const server = await httpServer((response) => response.writeHead(429, { "Retry-After": "30" }).end());
  const clock = new FakeClock();
  const transport = transportTo(server.baseUrl, { clock });
  await transport.send(requestOf("GET"), new Deadline(clock, 60_000));
  const until = new Date(clock.now() + 30_000).toISOString();
  const error = await failureOf(
    transport.send(requestOf("DELETE", "/instances/5"), new Deadline(clock, 20_000, "customTimeouts")),
  );
  expect(error).toBeInstanceOf(TimeLimitError);
  expect(error).toMatchObject({
    verb: "DELETE",
    outcome: "nothingDone",
    transient: false,
    message:
      "DELETE /instances/5 was not sent: the platform limits requests, and asks to wait longer than the operation's timeout " +
      `of 20 s: try again after ${until}, or allow more time with customTimeouts`,
  });
  expect(server.requests).toHaveLength(1);
});

test("a request that gets no slot before its deadline is not sent", async () => {
  const server = await silentServer();
  const clock = new FakeClock();
  const transport = transportTo(server.baseUrl, { clock, maxConcurrentRequests: 1 });
  fakeTimers();
  const first = networkErrorOf(transport.send(requestOf("GET"), new Deadline(clock, 10_000)));
  await server.arrived;
  const second = failureOf(transport.send(requestOf("GET"), new Deadline(clock, 4_000)));
  const error = await failsAfter(4_000, second);
  expect(error).toBeInstanceOf(TimeLimitError);
  expect(error).toMatchObject({ verb: "GET", outcome: "nothingDone", transient: false });
  await failsAfter(6_000, first);
  expect(server.seen.requests).toBe(1);
});

test("a request that is cancelled ends at once with its connection, and its outcome is unknown", async () => {
  for (const verb of ["GET", "POST"] as const) {
    const server = await silentServer();
    const abort = new AbortController();
    const failed = failureOf(transportTo(server.baseUrl).send(requestOf(verb), ample(), abort.signal));
    await server.arrived;
    abort.abort();
    const error = await failed;
    expect(error).toBeInstanceOf(CancelledError);
    expect(error).toMatchObject({ verb, path: "/instances", outcome: "unknown", transient: false });
    await server.closed;
    expect(server.seen.requests).toBe(1);
  }
});

test("a request that is to be finished once it is sent gets its response, although it is cancelled meanwhile", async () => {
  const abort = new AbortController();
  const server = await httpServer((response) => {
    abort.abort();
    response.end("{}");
  });
  const request = { ...requestOf("PUT"), finishOnceSent: true };
  expect(await transportTo(server.baseUrl).send(request, ample(), abort.signal)).toMatchObject({ status: 200 });
});

test.each<[string, () => Promise<void>]>([
  ["before its turn", async () => undefined],
  ["while it connects", () => new Promise((resolve) => process.nextTick(resolve))],
])("a request that is cancelled %s is never sent", async (_, moment) => {
  const server = await httpServer((response) => response.end("{}"));
  const transport = transportTo(server.baseUrl);
  for (const verb of ["POST", "PUT"] as const) {
    const abort = new AbortController();
    const failed = failureOf(transport.send(requestOf(verb), ample(), abort.signal));
    await moment();
    abort.abort();
    const error = await failed;
    expect(error).toBeInstanceOf(CancelledError);
    expect(error).toMatchObject({ verb, outcome: "nothingDone" });
    expect(await transport.send(requestOf("GET"), ample())).toMatchObject({ status: 200 });
  }
  expect(server.requests.map(({ verb }) => verb)).toEqual(["GET", "GET"]);
});

test("a request that is cancelled while it waits for a slot is not sent, and the slot goes to the next", async () => {
  const server = await silentServer();
  const transport = transportTo(server.baseUrl, { maxConcurrentRequests: 1 });
  const [first, second] = [new AbortController(), new AbortController()];
  const running = failureOf(transport.send(requestOf("PUT"), ample(), first.signal));
  await server.arrived;
  const waiting = failureOf(transport.send(requestOf("PUT"), ample(), second.signal));
  second.abort();
  expect(await waiting).toMatchObject({ name: "CancelledError", outcome: "nothingDone" });
  first.abort();
  expect(await running).toMatchObject({ name: "CancelledError", outcome: "unknown" });
  expect(server.seen.requests).toBe(1);
});

test("a signal that never fires is left without listeners", async () => {
  const server = await httpServer((response) => response.end("{}"));
  const { signal } = new AbortController();
  const listens = jest.spyOn(signal, "addEventListener");
  const forgets = jest.spyOn(signal, "removeEventListener");
  await transportTo(server.baseUrl).send(requestOf("GET"), ample(), signal);
  expect(listens).toHaveBeenCalled();
  expect(forgets.mock.calls).toEqual(listens.mock.calls);
});

test("no more reads, and no more writes, are under way at once than allowed, and all get their turn", async () => {
  const lanes = { read: { underWay: 0, most: 0 }, write: { underWay: 0, most: 0 } };
  const server = await httpServer((response, { verb }) => {
    const lane = lanes[verb === "GET" ? "read" : "write"];
    lane.underWay += 1;
    lane.most = Math.max(lane.most, lane.underWay);
    setTimeout(() => {
      lane.underWay -= 1;
      response.end();
    }, 20);
  });
  const transport = transportTo(server.baseUrl, { maxConcurrentRequests: 3 });
  const verbs = (["GET", "POST", "GET", "PUT", "GET", "PATCH", "GET", "DELETE"] as const).flatMap((verb) => [
    verb,
    verb,
  ]);
  const responses = await Promise.all(verbs.map((verb) => transport.send(requestOf(verb), ample())));
  expect(responses.map(({ status }) => status)).toEqual(verbs.map(() => 200));
  expect([lanes.read.most, lanes.write.most]).toEqual([3, 3]);
});

test("a read is sent at once however many POSTs are in progress", async () => {
  const held: (() => void)[] = [];
  const server = await httpServer((response, { verb }) => {
    if (verb === "GET" || held.length === 4) response.end("{}");
    else held.push(() => response.end("{}"));
  });
  const transport = transportTo(server.baseUrl, { maxConcurrentRequests: 4 });
  const posts = Array.from({ length: 24 }, () => transport.send(requestOf("POST"), ample()));
  while (held.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await transport.send(requestOf("GET"), ample())).toMatchObject({ status: 200 });
  expect(server.requests.map(({ verb }) => verb)).toEqual(["POST", "POST", "POST", "POST", "GET"]);
  for (const end of held) end();
  expect(await Promise.all(posts)).toHaveLength(24);
});

test("a failed request frees its slot", async () => {
  const server = await rawServer((socket) => socket.destroy());
  const transport = transportTo(server.baseUrl, { maxConcurrentRequests: 1 });
  for (let nth = 1; nth <= 3; nth += 1) {
    await networkErrorOf(transport.send(requestOf("GET"), ample()));
    expect(server.seen.requests).toBe(nth);
  }
});

test("requests that may be repeated share connections, each POST has one of its own", async () => {
  const server = await httpServer((response) => response.end("{}"));
  const transport = transportTo(server.baseUrl);
  for (let round = 0; round < 4; round += 1) {
    for (const verb of ["GET", "POST", "PUT", "PATCH", "DELETE"] as const)
      await transport.send(requestOf(verb), ample());
  }
  const connectionsOf = (posts: boolean) =>
    server.requests.filter(({ verb }) => (verb === "POST") === posts).map(({ connection }) => connection);
  const [posts, others] = [connectionsOf(true), new Set(connectionsOf(false))];
  expect(posts).toHaveLength(4);
  expect(new Set(posts).size).toBe(4);
  expect(posts.filter((connection) => others.has(connection))).toEqual([]);
  // Sixteen requests, one after the other. A connection that has just become free may be passed over.
  expect(others.size).toBeLessThanOrEqual(3);
  for (const { verb, headers } of server.requests) {
    expect(headers["connection"]).toBe(verb === "POST" ? "close" : "keep-alive");
  }
});

test.each([
  ["a line break", "\r\nX-Injected: 1"],
  ["a bare line feed", "\nX-Injected: 1"],
  ["a second request", "\r\n\r\nDELETE /elements/api-v2/instances/1 HTTP/1.1\r\n\r\n"],
  ["NUL", "\u0000"],
  ["a character beyond Latin 1", "€"],
])("a secret with %s never reaches the wire", async (_, injected) => {
  const server = await httpServer((response) => response.end());
  const request = requestOf("GET");
  const authorization = request.authorization + injected;
  const error = await networkErrorOf(transportTo(server.baseUrl).send({ ...request, authorization }, ample()));
  expect(error).toMatchObject({ outcome: "nothingDone", transient: false });
  expect(error.message).toContain("could not be made (invalid authorization header)");
  expect(server.requests).toEqual([]);
});

test.each([429, 503])("after a %d with Retry-After all requests wait, reads and writes", async (status) => {
  const server = await httpServer((response, _, nth) =>
    nth === 1 ? response.writeHead(status, { "retry-after": "30" }).end() : response.end("{}"),
  );
  const clock = new FakeClock();
  const transport = transportTo(server.baseUrl, { clock });
  const deadline = new Deadline(clock, 300_000);
  expect(await transport.send(requestOf("GET"), deadline)).toMatchObject({ status });
  expect(clock.sleeps).toEqual([]);
  expect(await transport.send(requestOf("POST"), deadline)).toMatchObject({ status: 200 });
  expect(clock.sleeps).toEqual([30_000]);
  expect(await transport.send(requestOf("GET"), deadline)).toMatchObject({ status: 200 });
  expect(clock.sleeps).toEqual([30_000]);
});

test("a response other than 429 and 503 pauses nothing, whatever its Retry-After says", async () => {
  const server = await httpServer((response) => response.writeHead(200, { "retry-after": "30" }).end());
  const clock = new FakeClock();
  const transport = transportTo(server.baseUrl, { clock });
  for (const verb of ["GET", "POST"] as const) await transport.send(requestOf(verb), new Deadline(clock, 300_000));
  expect(clock.sleeps).toEqual([]);
});

test.each<[string, RuntimeVersions, RegExp]>([
  ["a Node.js that is too old", { node: "18.20.8" }, /^POST \/instances was not sent: .*needs Node\.js .*18\.20\.8/],
  ["Bun", { node: "24.3.0", bun: "1.4.5" }, /^POST \/instances was not sent: .*not on Bun; this is Bun 1\.4\.5/],
])("on %s nothing is sent, and nothing tried again", async (_, versions, message) => {
  const server = await httpServer((response) => response.end());
  const error = await failureOf(transportTo(server.baseUrl, { versions }).send(requestOf("POST"), ample()));
  expect(error).toBeInstanceOf(RuntimeError);
  expect(error).toMatchObject({ outcome: "nothingDone", transient: false });
  expect(error.message).toMatch(message);
  expect(server.requests).toEqual([]);
});

test("a programming error before the request was sent is not taken for a network error", async () => {
  const server = await httpServer((response) => response.end());
  const circular: Record<string, unknown> = {};
  circular["self"] = circular;
  const error = await networkErrorOf(
    transportTo(server.baseUrl).send({ ...requestOf("POST"), body: circular }, ample()),
  );
  expect(error).toMatchObject({ outcome: "nothingDone", transient: false });
  expect(error.message).toMatch(/failed within this process, not on the network \(TypeError: Converting circular/);
  expect(server.requests).toEqual([]);
});
