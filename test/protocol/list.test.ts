import type { Simulator } from "act365-simulator";
import { rememberSecret } from "../support/canary";
import { UNKNOWN } from "../support/unknowns";
import type { Provider } from "./provider";
import { declared, requestsDuring, setUp } from "./setUp";

function byHand(platform: Simulator, count: number, name: (index: number) => string, tags: string[] = []): string[] {
  return Array.from({ length: count }, (_, index) => {
    const made = platform.others.create({ name: name(index), tags });
    rememberSecret("token", made.token);
    return String(made.id);
  });
}

/** All pages of a list. */
async function pages(provider: Provider, query: Record<string, unknown>, more: { limit?: number; pageSize?: number }) {
  const all: string[][] = [];
  let token: string | undefined;
  while (token !== "") {
    const { items, next } = await provider.list(query, token === undefined ? more : { ...more, token });
    all.push(items.map(({ id }) => id));
    token = next;
  }
  return all;
}

test("the list has the id and the name of each instance of the element", async () => {
  const { platform, provider } = await setUp();
  const [id = ""] = byHand(platform, 1, () => "crm");
  platform.others.create({ name: "other", elementKey: "closeio" });
  expect(await provider.list({})).toEqual({ items: [{ id, name: "crm" }], next: "", computed: false });
  // It can be imported by that id.
  expect((await provider.read("urn:pulumi:dev::shop::act365:index:Instance::crm", id)).id).toBe(id);
});

test("it can be asked for those with a tag, and with a name", async () => {
  const { platform, provider } = await setUp();
  const sales = byHand(platform, 2, (index) => `crm ${index}`, ["sales"]);
  const [plain] = byHand(platform, 1, () => "crm 0");
  expect((await provider.list({ tag: "sales" })).items.map(({ id }) => id).sort()).toEqual([...sales].sort());
  expect((await provider.list({ name: "crm 0" })).items.map(({ id }) => id).sort()).toEqual([sales[0], plain].sort());
  expect((await provider.list({ tag: "sales", name: "crm 0" })).items.map(({ id }) => id)).toEqual([sales[0]]);
  expect((await provider.list({ name: "crm" })).items).toEqual([]);
});

test("it comes in pages, one request a page, and goes on where it was", async () => {
  const { platform, provider } = await setUp();
  const ids = byHand(platform, 5, (index) => `crm ${index}`);
  let all: string[][] = [];
  const requests = await requestsDuring(platform, async () => {
    all = await pages(provider, {}, { pageSize: 2 });
  });
  expect(all.map(({ length }) => length)).toEqual([2, 2, 1]);
  expect(requests).toHaveLength(3);
  expect(all.flat().sort()).toEqual([...ids].sort());
});

test("it ends at its limit, be that the same for all pages or what is still missing", async () => {
  const { platform, provider } = await setUp();
  byHand(platform, 5, (index) => `crm ${index}`);
  expect((await pages(provider, {}, { pageSize: 2, limit: 3 })).map(({ length }) => length)).toEqual([2, 1]);
  expect((await provider.list({}, { limit: 3 })).next).toBe("");
  const first = await provider.list({}, { pageSize: 2, limit: 4 });
  const second = await provider.list({}, { pageSize: 2, limit: 2, token: first.next });
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(4);
});

test("a page without a match is not the end", async () => {
  const { platform, provider } = await setUp();
  byHand(platform, 4, (index) => `crm ${index} of many`);
  const [id = ""] = byHand(platform, 1, () => "crm");
  expect((await provider.list({ name: "crm" }, { pageSize: 2 })).items).toEqual([{ id, name: "crm" }]);
});

test("a query that is not known yet has no answer", async () => {
  const { platform, provider } = await setUp();
  expect(await provider.list({ tag: UNKNOWN })).toEqual({ items: [], next: "", computed: true });
  expect(platform.requests).toEqual([]);
});

describe("without a random seed, where everybody has the same URN", () => {
  const URN = "urn:pulumi:dev::default::act365:index:Instance::Instance";
  const seed = new Uint8Array(0);

  test("no owner tag is set, and two creates make two instances", async () => {
    const { platform, provider, next } = await setUp();
    const { inputs, failures } = await provider.check(URN, undefined, declared(), { seed });
    expect(failures).toEqual([]);
    expect(inputs).not.toHaveProperty("ownerTag");
    const requests = await requestsDuring(platform, async () => {
      await provider.create(URN, inputs);
      await (await next()).create(URN, inputs);
    });
    expect(requests).toEqual(["POST /instances", "POST /instances"]);
    expect(platform.instances().map(({ tags }) => tags)).toEqual([["sales"], ["sales"]]);
  });

  test("the tag that a state has stays", async () => {
    const { provider } = await setUp();
    const olds = declared({ ownerTag: "pulumi:shop/dev/crm:0123456789" });
    const { inputs } = await provider.check(URN, olds, declared(), { seed });
    expect(inputs).toMatchObject({ ownerTag: "pulumi:shop/dev/crm:0123456789" });
  });
});
