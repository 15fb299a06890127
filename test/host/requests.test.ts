import { declaration, requestsTo } from "../support/platform";
import { bodyOf, setUp, startManaged, theOne } from "./setUp";

const OWNER_TAG = "pulumi:project/dev/crm:0123456789";

describe("the requests that go out", () => {
  test("a creation looks for the owner tag, posts once, and looks once more", async () => {
    const { simulator, plugin } = await setUp();
    await plugin.create(declaration());
    expect(simulator.requests.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`)).toEqual([
      `GET /elements/actessentials/instances?tags[]=${OWNER_TAG}`,
      "POST /instances",
      `GET /elements/actessentials/instances?tags[]=${OWNER_TAG}`,
    ]);
    expect(bodyOf(simulator, "POST")).toEqual({
      element: { key: "actessentials" },
      name: "crm",
      tags: ["sales", OWNER_TAG],
      configuration: { username: "***", password: "***" },
    });
  });

  test("a creation without an owner tag is a single POST", async () => {
    const { simulator, plugin } = await setUp();
    const { ownerTag: _, ...inputs } = declaration();
    await plugin.create(inputs);
    expect(requestsTo(simulator)).toEqual(["POST /instances"]);
    expect(theOne(simulator).tags).toEqual(["sales"]);
  });

  test("every request carries both secrets, says who sends it, and asks for JSON", async () => {
    const { simulator, plugin, nextPlugin } = await setUp();
    const { id, properties } = await plugin.create(declaration());
    await plugin.update(id, properties, declaration({ name: "other" }));
    await plugin.read(id, properties);
    await (await nextPlugin()).delete(id, properties);
    expect(simulator.requests).toHaveLength(6);
    for (const { headers, body } of simulator.requests) {
      expect(headers).toMatchObject({
        authorization: "User ***, Organization ***",
        accept: "application/json",
        "user-agent": expect.stringMatching(/^pulumi-act365\/\d+\.\d+\.\d+/),
      });
      expect(headers["content-type"]).toBe(body === undefined ? undefined : "application/json");
    }
  });

  test("a check and a diff send nothing, whatever changed", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    const changed = declaration({
      name: "other",
      tags: [],
      enabled: false,
      events: { callbackUrl: "https://a.example" },
    });
    expect((await plugin.check({}, inputs)).failures).toEqual([]);
    expect((await plugin.check(inputs, changed)).failures).toEqual([]);
    expect((await plugin.diff(id, state, inputs)).changes).toBe("none");
    expect((await plugin.diff(id, state, changed)).changes).toBe("some");
    expect(simulator.requests).toEqual([]);
  });

  test("a read is one GET", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    await plugin.read(id, state);
    expect(requestsTo(simulator)).toEqual([`GET /instances/${id}`]);
  });

  test("a new name is one PATCH of the name alone", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    await plugin.update(id, state, { ...inputs, name: "other" });
    expect(requestsTo(simulator)).toEqual([`PATCH /instances/${id}`]);
    expect(bodyOf(simulator, "PATCH")).toEqual({ name: "other" });
  });

  test("new tags are one PATCH of all tags", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    await plugin.update(id, state, { ...inputs, tags: ["sales", "emea"] });
    expect(requestsTo(simulator)).toEqual([`PATCH /instances/${id}`]);
    expect(bodyOf(simulator, "PATCH")).toEqual({ tags: ["sales", "emea", OWNER_TAG] });
  });

  test("a change of everything is one PUT, and one call to disable", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    const changed = declaration({
      name: "other",
      tags: ["emea"],
      enabled: false,
      configuration: { "pagination.max": 50 },
    });
    await plugin.update(id, state, changed);
    expect(requestsTo(simulator)).toEqual([`PUT /instances/${id}`, `DELETE /instances/${id}/enabled`]);
    expect(bodyOf(simulator, "PUT")).toEqual({
      element: { key: "actessentials" },
      name: "other",
      tags: ["emea", OWNER_TAG],
      configuration: { username: "***", password: "***", "pagination.max": "50" },
    });
  });

  test("an update with nothing to do sends nothing, and keeps all outputs", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    expect(await plugin.update(id, state, inputs)).toEqual(state);
    expect(simulator.requests).toEqual([]);
  });

  test("a deletion is one DELETE without the element token", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    await plugin.delete(id, state);
    expect(requestsTo(simulator)).toEqual([`DELETE /instances/${id}`]);
    expect(simulator.requests[0]?.headers["authorization"]).toBe("User ***, Organization ***");
    expect(simulator.instances()).toEqual([]);
  });
});
