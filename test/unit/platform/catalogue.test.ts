import { failureOf } from "../../support/canary";
import { clientOf } from "./clients";
import { httpServer, withoutProxies } from "./http/servers";

withoutProxies();

/** What a client reads of an element from this response. */
async function elementOf(body: string, headers: Readonly<Record<string, string>> = {}) {
  const server = await httpServer((response) => {
    response.sendDate = false;
    response.writeHead(200, headers).end(body);
  });
  const element = await clientOf(server.baseUrl).client.element();
  expect(server.requests.map(({ verb, path }) => `${verb} ${path}`)).toEqual(["GET /elements/actessentials"]);
  return element;
}

test("an element has its name, its defaults, and the platform's time", async () => {
  const configuration = [
    { key: "pagination.max", defaultValue: 5000 },
    { key: "base.url", defaultValue: "https://act.example" },
    { key: "own.flag", defaultValue: false },
    { key: "username", defaultValue: null },
    { key: "password" },
  ];
  const body = JSON.stringify({ name: "Act! 365", configuration });
  expect(await elementOf(body, { date: "Mon, 30 Nov 2026 12:00:00 GMT" })).toStrictEqual({
    name: "Act! 365",
    defaults: {
      "pagination.max": "5000",
      "base.url": "https://act.example",
      "own.flag": "false",
      username: null,
      password: null,
    },
    platformTime: Date.UTC(2026, 10, 30, 12),
  });
});

test.each([
  ["{}"],
  ['{"name":1,"configuration":"none"}'],
  ['{"configuration":[null,"text",{"defaultValue":"x"},{"key":1}]}'],
])("%s has none of them", async (body) => {
  expect(await elementOf(body)).toStrictEqual({ name: undefined, defaults: {}, platformTime: undefined });
});

test.each(["[]", "<html></html>"])("%s is no element", async (body) => {
  expect((await failureOf(elementOf(body))).name).toBe("UnreadableResponseError");
});
