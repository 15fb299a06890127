import { call, create, shown, simulator } from "./support";

describe("changes by others", () => {
  it("are seen by the next read", async () => {
    const target = await simulator();
    const { id } = await create(target);
    target.others.change(id, {
      name: "theirs",
      tags: ["t"],
      disabled: true,
      valid: false,
      configuration: { username: "other-key", "pagination.max": null },
    });
    const read = shown(await call(target, "GET", `/instances/${id}`));
    expect(read).toMatchObject({ name: "theirs", tags: ["t"], disabled: true, valid: false });
    expect(read.configuration).toMatchObject({ username: "other-key", password: "********", "pagination.max": null });
    expect(target.instances()[0]?.configuration["password"]).toBe("the-developer-key");
  });

  it("can rotate a token, which kills the old one", async () => {
    const target = await simulator();
    const { id, token } = await create(target);
    target.others.change(id, { token: "rotated" });
    expect((await call(target, "GET", "/ping", { element: token })).status).toBe(401);
    expect((await call(target, "GET", "/ping", { element: "rotated" })).status).toBe(200);
  });

  it("can create an instance of any element and organization", async () => {
    const target = await simulator({ organizations: [{ id: 1 }, { id: 2 }] });
    const made = target.others.create({
      name: "theirs",
      elementKey: "box",
      organizationId: 2,
      configuration: { a: "b" },
    });
    expect(made).toMatchObject({ organizationId: 2, elementKey: "box", tags: ["theirs"], configuration: { a: "b" } });
    expect(target.instances(target.organizations[1])).toEqual([made]);
    expect(target.instances(target.organizations[0])).toEqual([]);
    expect(() => target.others.create({ name: "x", organizationId: 3 })).toThrow("organization 3");
  });

  it("can create an instance without the keys that the element requires, which can still be renamed", async () => {
    const target = await simulator();
    const { id } = target.others.create({ name: "theirs", tags: ["t"] });
    expect(shown(await call(target, "PATCH", `/instances/${id}`, { body: { name: "ours", tags: [] } }))).toMatchObject({
      name: "ours",
      tags: [],
    });
  });

  it("can remove an instance", async () => {
    const target = await simulator();
    const { id } = await create(target);
    target.others.remove(id);
    expect((await call(target, "GET", `/instances/${id}`)).status).toBe(404);
    expect(() => target.others.remove(id)).toThrow(String(id));
    expect(() => target.others.change(id, {})).toThrow(String(id));
  });
});

describe("the instances that a test gets", () => {
  it("are copies: changing them does not change the data", async () => {
    const target = await simulator();
    await create(target, { tags: ["kept"] });
    const [copy] = target.instances();
    if (!copy) throw new Error("no instance");
    copy.name = "changed";
    copy.tags.push("more");
    copy.configuration["username"] = "changed";
    expect(target.instances()[0]).toMatchObject({
      name: "API Instance",
      tags: ["kept"],
      configuration: { username: "the-api-key" },
    });
  });
});
