import { canary } from "../support/canary";
import type { Properties } from "../support/plugin";
import { secret } from "../support/secretForm";
import { UNKNOWN } from "../support/unknowns";
import { declared, rightInputs, setUp, URN, up } from "./setUp";

const EVENTS = { callbackUrl: "https://example.com/a", pollIntervalMinutes: 5 };
const KEYS = { "filter.response.nulls": "true", "pagination.max": "100" };

/** The places at which a changed program differs from what was created. */
async function changed(before: Properties, after: Properties) {
  const { provider, next } = await setUp();
  const news = declared(before);
  const { id, inputs, state } = await up(provider, news);
  const second = await next();
  return (await second.diff(URN, id, state, await rightInputs(second, inputs, { ...news, ...after }))).detailed;
}

test.each<[string, Properties, Properties, Record<string, string>]>([
  ["nothing", {}, {}, {}],
  ["a name", {}, { name: "renamed" }, { name: "update" }],
  ["a tag that is added", {}, { tags: ["sales", "eu"] }, { "tags[1]": "add" }],
  ["a tag that is changed", { tags: ["sales", "eu"] }, { tags: ["sales", "us"] }, { "tags[1]": "update" }],
  ["a tag that is removed", { tags: ["sales", "eu"] }, { tags: ["sales"] }, { "tags[1]": "delete" }],
  ["the order of tags", { tags: ["sales", "eu"] }, { tags: ["eu", "sales"] }, {}],
  ["a switch", {}, { enabled: false }, { enabled: "update" }],
  ["events that are added", {}, { events: EVENTS }, { events: "add" }],
  [
    "one of the events",
    { events: EVENTS },
    { events: { ...EVENTS, callbackUrl: "https://example.com/b" } },
    { "events.callbackUrl": "update" },
  ],
  ["events that are removed", { events: EVENTS }, { events: null }, { events: "delete" }],
  [
    "a key",
    { configuration: KEYS },
    { configuration: { ...KEYS, "filter.response.nulls": "false" } },
    { 'configuration["filter.response.nulls"]': "update" },
  ],
  [
    "a key that is removed",
    { configuration: KEYS },
    { configuration: { "pagination.max": "100" } },
    { 'configuration["filter.response.nulls"]': "delete" },
  ],
  [
    "a key that is not known yet",
    { configuration: KEYS },
    { configuration: { ...KEYS, "pagination.max": UNKNOWN } },
    { 'configuration["pagination.max"]': "update" },
  ],
  ["what is no difference by itself", {}, { verify: true, adoptId: "7" }, {}],
])("%s", async (_, before, after, expected) => {
  expect(await changed(before, after)).toEqual(expected);
});

test("a secret is told as changed, without its value", async () => {
  expect(await changed({}, { developerKey: secret(canary("newKey")) })).toEqual({ developerKey: "update" });
});

test("a value that the platform masks never differs", async () => {
  const { provider, next } = await setUp();
  const news = declared({ configuration: { "my.password": secret(canary("password")) } });
  const { id, inputs, state } = await up(provider, news);
  const second = await next();
  const read = await second.read(URN, id, state, inputs);
  const third = await next();
  const again = await rightInputs(third, read.inputs, news);
  expect((await third.diff(URN, id, read.properties, again)).detailed).toEqual({});
});

test("an owner tag that somebody removed is a difference", async () => {
  const { platform, provider, next } = await setUp();
  const { id, inputs, state } = await up(provider);
  platform.others.change(Number(id), { tags: ["sales"] });
  const second = await next();
  const read = await second.read(URN, id, state, inputs);
  const third = await next();
  expect((await third.diff(URN, id, read.properties, await rightInputs(third, read.inputs, inputs))).detailed).toEqual({
    ownerTag: "add",
  });
});
