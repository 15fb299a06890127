import type { Simulator } from "../src/index";
import { call, create, list, seeded, simulator } from "./support";

const names = async (target: Simulator, query: string) =>
  list(await call(target, "GET", `/instances${query}`)).map(({ name }) => name);

async function three() {
  const target = await simulator();
  await create(target, { name: "Alpha", tags: ["red", "big", "a/b c"] });
  await create(target, { name: "Beta", tags: ["red"] });
  await create(target, { name: "Gamma", tags: ["blue"], element: { key: "closeio" } });
  return target;
}

describe("the list of instances", () => {
  it("is a bare array of whole instances, each with its token, tags, user and masked configuration", async () => {
    const target = await simulator();
    const created = await create(target);
    const [item] = list(await call(target, "GET", "/instances"));
    expect(item).toEqual(created);
    expect(item).toMatchObject({
      token: created.token,
      user: { id: expect.any(Number), emailAddress: expect.any(String) },
      configuration: { password: "********" },
    });
  });

  it("is abridged with hydrate=false, but keeps the properties that clients read", async () => {
    const target = await simulator();
    const { id, name, token, createdDate, tags } = await create(target);
    const [item] = list(await call(target, "GET", "/instances?hydrate=false"));
    expect(item).toMatchObject({ id, name, token, createdDate, tags, valid: true, disabled: false });
    expect(item?.["element"]).toEqual({ id: 7213, key: "actessentials", name: "Act! 365", hub: "crm" });
    expect(item).not.toHaveProperty("configuration");
  });

  it.each([
    ["?tags[]=red", ["Alpha", "Beta"]],
    ["?tags%5B%5D=blue", ["Gamma"]],
    ["?tags[]=red&tags[]=big", ["Alpha"]],
    [`?tags[]=${encodeURIComponent("a/b c")}`, ["Alpha"]],
    ["?searchText=eta", ["Beta"]],
    ["?searchText=closeio", ["Gamma"]],
    ["?searchText=a&tags[]=red", ["Alpha", "Beta"]],
    ["?nextPage=&pageSize=", ["Alpha", "Beta", "Gamma"]],
  ])("filters by %s", async (query, expected) => {
    expect(await names(await three(), query)).toEqual(expected);
  });

  it("holds only an element's instances when asked through the element", async () => {
    const target = await three();
    for (const keyOrId of ["actessentials", "7213"]) {
      const found = list(await call(target, "GET", `/elements/${keyOrId}/instances?tags[]=red`));
      expect(found.map(({ name }) => name)).toEqual(["Alpha", "Beta"]);
    }
    expect((await call(target, "GET", "/elements/badelement/instances")).status).toBe(404);
  });

  it.each(["", "?tags[]=none", "?searchText=nothing-like-it", "?tags[]=red&searchText=Gamma"])(
    "is 404 with “No … found” when there is none (%s)",
    async (query) => {
      const target = query === "" ? await simulator() : await three();
      const response = await call(target, "GET", `/instances${query}`);
      expect(response.status).toBe(404);
      expect(response.json).toMatchObject({ message: expect.stringMatching(/^No (.*) found$/) });
    },
  );

  it("counts the instances, in all and by element", async () => {
    expect((await call(await three(), "GET", "/instances/count")).json).toEqual({
      totalInstances: 3,
      elementInstances: { actessentials: 2, closeio: 1 },
    });
  });

  it.each(["constructor", "toString", "__proto__"])("counts the instances of an element %s, too", async (key) => {
    const target = await simulator();
    await create(target, { element: { key } });
    const { text } = await call(target, "GET", "/instances/count");
    expect(text).toBe(`{"totalInstances":1,"elementInstances":{"${key}":1}}`);
  });
});

describe("paging", () => {
  it("goes through the whole list, with a token exactly as long as there is more", async () => {
    const target = await three();
    const first = await call(target, "GET", "/instances?pageSize=2");
    expect(first.headers).toMatchObject({ "elements-total-count": "3", "elements-returned-count": "2" });
    const token = encodeURIComponent(first.headers["elements-next-page-token"] ?? "");
    const second = await call(target, "GET", `/instances?pageSize=2&nextPage=${token}`);
    expect(list(second).map(({ name }) => name)).toEqual(["Gamma"]);
    expect(second.headers).toMatchObject({ "elements-total-count": "3", "elements-returned-count": "1" });
    expect(second.headers).not.toHaveProperty("elements-next-page-token");
  });

  it("gives no token when the last page is full", async () => {
    const target = await three();
    expect((await call(target, "GET", "/instances?pageSize=3")).headers).not.toHaveProperty("elements-next-page-token");
  });

  it("skips nothing when an instance of an earlier page is deleted meanwhile", async () => {
    const target = await three();
    const first = await call(target, "GET", "/instances?pageSize=2");
    target.others.remove(list(first)[0]?.id ?? 0);
    const token = encodeURIComponent(first.headers["elements-next-page-token"] ?? "");
    expect(await names(target, `?nextPage=${token}`)).toEqual(["Gamma"]);
  });

  it("never gives more than 200 at once", async () => {
    const target = await simulator();
    for (let number = 0; number < 201; number += 1) target.others.create({ name: `n${number}` });
    for (const query of ["", "?pageSize=1000"]) {
      const response = await call(target, "GET", `/instances${query}`);
      expect(list(response)).toHaveLength(200);
      expect(response.headers["elements-next-page-token"]).toBeDefined();
    }
  });

  it.each(["?pageSize=0", "?pageSize=-1", "?pageSize=two", "?nextPage=nonsense"])(
    "refuses %s with 400",
    async (query) => {
      expect((await call(await three(), "GET", `/instances${query}`)).status).toBe(400);
    },
  );
});

describe("tags", () => {
  it("come back in another order than given", async () => {
    const target = await simulator({ random: seeded() });
    const given = ["one", "two", "three"];
    const { tags } = await create(target, { tags: given });
    expect(tags).not.toEqual(given);
    expect([...tags].sort()).toEqual([...given].sort());
    expect(target.instances()[0]?.tags).toEqual(given);
  });

  it("come back as given when the simulator does not shuffle", async () => {
    const target = await simulator({ shuffleTags: false });
    expect((await create(target, { tags: ["one", "two"] })).tags).toEqual(["one", "two"]);
  });
});
