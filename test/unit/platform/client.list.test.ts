import type { Page } from "../../../provider/src/platform/sharedList";
import { canary, failureOf } from "../../support/canary";
import { startPlatform } from "../../support/platform";
import { clientOf, clientOfSimulator } from "./clients";
import { httpServer, withoutProxies } from "./http/servers";

withoutProxies();

/** The ids on all pages, page by page. */
async function idsOf(pages: AsyncIterable<Page>): Promise<string[][]> {
  const all: string[][] = [];
  for await (const { instances } of pages) all.push(instances.map(({ id }) => id));
  return all;
}

/** A server whose every page names a next one, up to the last. */
function endingAfter(last: number) {
  return httpServer((response, _, nth) => {
    const headers: Record<string, string> = nth < last ? { "elements-next-page-token": `page-${nth}` } : {};
    response.writeHead(200, headers).end(JSON.stringify([{ id: nth, tags: [] }]));
  });
}

test("all instances of the element are listed, those of others are not", async () => {
  const simulator = await startPlatform();
  const one = simulator.others.create({ name: "a", configuration: { username: canary("apiKey") } });
  simulator.others.create({ name: "b", elementKey: "sfdc" });
  const two = simulator.others.create({ name: "c", tags: ["sales"] });
  const { client } = clientOfSimulator(simulator);
  expect((await idsOf(client.list())).flat().sort()).toEqual([one, two].map(({ id }) => String(id)));
});

test("those of a tag and those of a text are asked for, both together, too", async () => {
  const server = await endingAfter(1);
  const { client } = clientOf(server.baseUrl);
  await idsOf(client.list({ tag: "sales" }));
  await idsOf(client.list({ searchText: "crm & co" }));
  await idsOf(client.list({ tag: "sales", searchText: "crm" }));
  await idsOf(client.list({}));
  const asked = server.requests.map(({ path }) => path?.split("/elements/actessentials/instances?")[1]);
  const all = "pageSize=200&hydrate=true";
  expect(asked).toEqual([
    `tags%5B%5D=sales&${all}`,
    `searchText=crm+%26+co&${all}`,
    `tags%5B%5D=sales&searchText=crm&${all}`,
    all,
  ]);
});

test("a single page is asked for by its size and what the page before named, without configuration", async () => {
  const server = await endingAfter(2);
  const { client } = clientOf(server.baseUrl);
  const first = await client.page({ tag: "sales" }, 2, undefined);
  expect(first.instances.map(({ id }) => id)).toEqual(["1"]);
  await client.page({ searchText: "crm" }, 5, "page-1");
  const asked = server.requests.map(({ path }) => path?.split("/elements/actessentials/instances?")[1]);
  expect(asked).toEqual([
    "tags%5B%5D=sales&pageSize=2&hydrate=false",
    "searchText=crm&nextPage=page-1&pageSize=5&hydrate=false",
  ]);
});

test("it is the platform that filters: what it lists is listed, whatever its tags are", async () => {
  const server = await httpServer((response) => response.end('[{"id":1,"tags":["other"]}]'));
  expect(await idsOf(clientOf(server.baseUrl).client.list({ tag: "sales" }))).toEqual([["1"]]);
});

test("an instance without tags, or with null for them, is listed like any other", async () => {
  const server = await httpServer((response) => response.end('[{"id":1,"tags":null},{"id":2},{"id":3,"tags":["x"]}]'));
  expect(await idsOf(clientOf(server.baseUrl).client.list())).toEqual([["1", "2", "3"]]);
});

test("there are no pages where the platform has no instance", async () => {
  const simulator = await startPlatform();
  expect(await idsOf(clientOfSimulator(simulator).client.list())).toEqual([]);
});

test("each page comes by itself, so whoever has found enough asks for no more", async () => {
  const server = await endingAfter(5);
  const { client } = clientOf(server.baseUrl);
  for await (const { instances } of client.list()) if (instances[0]?.id === "2") break;
  expect(server.requests).toHaveLength(2);
});

test("more pages are read than for a tag, but not without end", async () => {
  const many = await endingAfter(21);
  expect(await idsOf(clientOf(many.baseUrl).client.list())).toHaveLength(21);

  const endless = await endingAfter(Number.POSITIVE_INFINITY);
  const error = await failureOf(idsOf(clientOf(endless.baseUrl).client.list()));
  expect(error.message).toMatch(/named a next page 500 times, so the list does not end/);
  expect(endless.requests).toHaveLength(500);
});

test("a page that cannot be read is an error", async () => {
  const server = await httpServer((response) => response.end("{}"));
  expect((await failureOf(idsOf(clientOf(server.baseUrl).client.list()))).name).toBe("UnreadableResponseError");
});

test("a page says how many instances the whole list has, where the platform does", async () => {
  const server = await httpServer((response, _, nth) => {
    const headers: Record<string, string> = nth === 1 ? { "elements-total-count": "401" } : {};
    response.writeHead(200, headers).end('[{"id":1,"tags":[]}]');
  });
  const totals: (number | undefined)[] = [];
  const { client } = clientOf(server.baseUrl);
  for (const _ of [1, 2]) for await (const { total } of client.list()) totals.push(total);
  expect(totals).toEqual([401, undefined]);
});
