import type { ServerResponse } from "node:http";
import { NotFoundError, ResponseError, UnreadableResponseError } from "../../../provider/src/platform/errors";
import { failureOf } from "../../support/canary";
import { requestsTo, startPlatform } from "../../support/platform";
import { clientOf, clientOfSimulator } from "./clients";
import { type Got, httpServer, withoutProxies } from "./http/servers";

withoutProxies();

const TAG = "pulumi:project/dev/crm:0123456789";

/** A server that gives these pages, one a request, and a client of it. */
async function pages(...responses: ((response: ServerResponse, got: Got) => void)[]) {
  const server = await httpServer((response, got, nth) => (responses[nth - 1] ?? responses.at(-1))?.(response, got));
  return { server, ...clientOf(server.baseUrl) };
}

const page = (items: unknown, next?: string) => (response: ServerResponse) => {
  response.writeHead(200, next === undefined ? {} : { "elements-next-page-token": next }).end(JSON.stringify(items));
};

const item = (id: unknown, ...tags: unknown[]) => ({ id, tags });

const none = (response: ServerResponse) => {
  response.writeHead(404).end('{"requestId":"5b0437c6e4b07731ae39b533","message":"No element instances found"}');
};

test("all instances of the element that carry the tag are found", async () => {
  const simulator = await startPlatform();
  const one = simulator.others.create({ name: "a", tags: ["x", TAG] });
  simulator.others.create({ name: "b", tags: ["x"] });
  simulator.others.create({ name: "c", tags: [TAG], elementKey: "sfdc" });
  const two = simulator.others.create({ name: "d", tags: [TAG] });
  const { client } = clientOfSimulator(simulator);
  const found = await client.findByTag(TAG);
  expect(found.map(({ id }) => Number(id)).sort()).toEqual([one.id, two.id]);
  expect(requestsTo(simulator)).toEqual(["GET /elements/actessentials/instances"]);
});

test("the platform's 404 means that there is no instance", async () => {
  const simulator = await startPlatform();
  const { client } = clientOfSimulator(simulator);
  expect(await client.findByTag(TAG)).toEqual([]);
  expect(simulator.requests[0]?.status).toBe(404);
  expect(simulator.requests).toHaveLength(1);
});

test("a web page with status 404 is an error", async () => {
  const { client } = await pages((response) => response.writeHead(404).end("<h1>Not Found</h1>"));
  const error = await failureOf(client.findByTag(TAG));
  expect(error).toBeInstanceOf(ResponseError);
  expect(error).not.toBeInstanceOf(NotFoundError);
});

test.each([401, 403, 400])("a status %d is an error, too", async (status) => {
  const { client, server } = await pages((response) => response.writeHead(status).end('{"message":"x"}'));
  expect(await failureOf(client.findByTag(TAG))).toMatchObject({
    verb: "GET",
    status,
    path: "/elements/actessentials/instances",
  });
  expect(server.requests).toHaveLength(1);
});

test.each(["{}", "null", "", "<html></html>", '{"id":1}'])("a response that is %j is unreadable", async (body) => {
  const { client } = await pages((response) => response.end(body));
  expect(await failureOf(client.findByTag(TAG))).toMatchObject({
    name: "UnreadableResponseError",
    verb: "GET",
    path: "/elements/actessentials/instances",
    outcome: "unknown",
    transient: false,
  });
});

test("the tag is asked for, and checked again in the response: only whole tags count", async () => {
  const items = [item(1, TAG), item(2, `${TAG}0`), item(3), item(4, 4), item(5, "x", { name: TAG })];
  const { client, server } = await pages(page(items));
  const found = await client.findByTag(TAG);
  expect(found.map(({ id }) => id)).toEqual(["1", "5"]);
  expect(server.requests.map(({ verb, path }) => `${verb} ${path}`)).toEqual([
    `GET /elements/actessentials/instances?tags%5B%5D=${encodeURIComponent(TAG)}`,
  ]);
});

describe("an item that does not show its tags, which may be the one that is looked for,", () => {
  const single = (body: unknown) => (response: ServerResponse) => void response.end(JSON.stringify(body));

  test.each([[{ id: 4 }], [{ id: 4, tags: null }], [{ id: 4, tags: TAG }]])(
    "such as %j, is read by its id",
    async (odd) => {
      const { client, server } = await pages(
        page([item(1, TAG), odd]),
        single({ id: 4, name: "crm", tags: ["x", TAG] }),
      );
      const found = await client.findByTag(TAG);
      expect(found.map(({ id, name }) => [id, name])).toEqual([
        ["1", undefined],
        ["4", "crm"],
      ]);
      expect(server.requests[1]?.path).toMatch(/\/instances\/4$/);
      expect(server.requests).toHaveLength(2);
    },
  );

  test.each<[string, (response: ServerResponse) => void]>([
    ["carries other tags", single(item(4, "x"))],
    ["shows none there either", single({ id: 4, tags: null })],
    ["does not exist", none],
  ])("and %s, is left out", async (_, byId) => {
    const { client } = await pages(page([{ id: 4, tags: null }, item(1, TAG)]), byId);
    expect((await client.findByTag(TAG)).map(({ id }) => id)).toEqual(["1"]);
  });

  test("and cannot be read, is an error", async () => {
    const { client } = await pages(page([{ id: 4, tags: null }]), (response) => response.writeHead(403).end("{}"));
    expect(await failureOf(client.findByTag(TAG))).toMatchObject({ path: "/instances/4", status: 403 });
  });
});

test.each([[item("no id", TAG)], [{ tags: [TAG] }], ["x"], [null]])(
  "a list with %j is unreadable: that may be the one that is looked for",
  async (odd) => {
    const { client } = await pages(page([item(1, "x"), odd]));
    expect(await failureOf(client.findByTag(TAG))).toMatchObject({
      name: "UnreadableResponseError",
      verb: "GET",
      outcome: "unknown",
    });
  },
);

test("all pages are read, each asked for by the token of the one before", async () => {
  const { client, server } = await pages(
    page([item(1, TAG)], "a+/=&b"),
    page([item(2, TAG), item(1, TAG)], "second"),
    page([item(3, TAG)]),
  );
  const found = await client.findByTag(TAG);
  expect(found.map(({ id }) => id)).toEqual(["1", "2", "3"]);
  const asked = server.requests.map(({ path }) => new URLSearchParams(path?.split("?")[1]));
  expect(asked.map((query) => query.get("nextPage"))).toEqual([null, "a+/=&b", "second"]);
  expect(asked.map((query) => query.get("tags[]"))).toEqual([TAG, TAG, TAG]);
});

test("an empty token ends the pages", async () => {
  const { client, server } = await pages(page([item(1, TAG)], ""));
  expect(await client.findByTag(TAG)).toHaveLength(1);
  expect(server.requests).toHaveLength(1);
});

test("a page that returns 404 ends them, too", async () => {
  const { client } = await pages(page([item(1, TAG)], "next"), none);
  expect(await client.findByTag(TAG)).toHaveLength(1);
});

test("a page that fails is an error, not the end", async () => {
  const { client } = await pages(page([item(1, TAG)], "next"), (response) => response.end("{}"));
  expect(await failureOf(client.findByTag(TAG))).toBeInstanceOf(UnreadableResponseError);
});

test("twenty pages are read, and more without end are an error", async () => {
  const nineteen = Array.from({ length: 19 }, (_, index) => page([item(index + 1, TAG)], "next"));
  const enough = await pages(...nineteen, page([item(20, TAG)]));
  expect(await enough.client.findByTag(TAG)).toHaveLength(20);

  const endless = await pages(page([item(1, TAG)], "next"));
  const error = await failureOf(endless.client.findByTag(TAG));
  expect(error).toBeInstanceOf(UnreadableResponseError);
  expect(error).toMatchObject({
    verb: "GET",
    outcome: "unknown",
    transient: false,
    message:
      "GET /elements/actessentials/instances named a next page 20 times, so the list does not end. Report this to the " +
      "platform's support",
  });
  expect(endless.server.requests).toHaveLength(20);
});

test("each page is asked for again after a retryable failure", async () => {
  const broken = (response: ServerResponse) => void response.destroy();
  const { client, server, sleeps } = await pages(page([item(1, TAG)], "next"), broken, page([item(2, TAG)]));
  expect(await client.findByTag(TAG)).toHaveLength(2);
  expect(server.requests).toHaveLength(3);
  expect(sleeps).toEqual([375]);
});
