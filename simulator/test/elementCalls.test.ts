import { call, create, firstOf, simulator } from "./support";

describe("ping", () => {
  it("ignores the hub and responds for any element", async () => {
    const target = await simulator();
    for (const key of ["actessentials", "closeio", "something-else"]) {
      const { id, token } = await create(target, { element: { key } });
      for (const path of ["/hubs/crm/ping", "/hubs/documents/ping", "/hubs/nonsense/ping", "/ping"]) {
        const response = await call(target, "GET", path, { element: token });
        expect(response.status).toBe(200);
        expect(response.json).toEqual({ endpoint: key, valid: true });
        expect(response.headers["elements-element-instance-id"]).toBe(String(id));
      }
    }
  });

  it("needs the user and the token, but not the organization", async () => {
    const target = await simulator();
    const { token } = await create(target);
    const { userSecret } = firstOf(target);
    const withHeader = (authorization: string) => call(target, "GET", "/ping", { headers: { authorization } });
    expect((await withHeader(`User ${userSecret}, Element ${token}`)).status).toBe(200);
    expect((await withHeader(`Element ${token}`)).status).toBe(401);
    expect((await withHeader(`User ${userSecret}, Organization wrong, Element ${token}`)).status).toBe(401);
    expect((await call(target, "GET", "/ping")).status).toBe(401);
    expect((await call(target, "GET", "/hubs/crm/ping")).status).toBe(401);
  });

  it("says that an instance is not valid when others broke its keys", async () => {
    const target = await simulator();
    const { id, token } = await create(target);
    target.others.change(id, { valid: false });
    expect((await call(target, "GET", "/ping", { element: token })).json).toMatchObject({ valid: false });
  });
});

describe("an element call that is not served", () => {
  it.each([
    ["GET", "/hubs/crm/accounts/5", 404],
    ["POST", "/hubs/crm/accounts", 405],
    ["DELETE", "/hubs/crm/ping", 405],
  ])("%s %s is %i only for the token of an instance that is enabled", async (method, path, status) => {
    const target = await simulator();
    const { id, token } = await create(target);
    const statusWith = async (element: string) => (await call(target, method, path, { element })).status;
    expect(await statusWith(token)).toBe(status);
    expect(await statusWith("dead")).toBe(401);
    target.others.change(id, { disabled: true });
    expect(await statusWith(token)).toBe(403);
  });
});

describe("a disabled instance", () => {
  it("returns 403 to element calls but not to /objects, until it is enabled again", async () => {
    const target = await simulator();
    const { id, token } = await create(target);
    expect((await call(target, "DELETE", `/instances/${id}/enabled`)).status).toBe(200);
    expect((await call(target, "GET", `/instances/${id}`)).json).toMatchObject({ disabled: true });
    expect((await call(target, "GET", "/hubs/crm/ping", { element: token })).status).toBe(403);
    expect((await call(target, "GET", "/incidents", { element: token })).status).toBe(403);
    expect((await call(target, "GET", "/objects", { element: token })).status).toBe(200);
    expect((await call(target, "PUT", `/instances/${id}/enabled`)).status).toBe(200);
    expect((await call(target, "GET", "/hubs/crm/ping", { element: token })).status).toBe(200);
  });

  it("is switched by the element token, too", async () => {
    const target = await simulator();
    const { token } = await create(target);
    await call(target, "DELETE", "/instances/enabled", { element: token });
    expect(target.instances()[0]?.disabled).toBe(true);
    await call(target, "PUT", "/instances/enabled", { element: token });
    expect(target.instances()[0]?.disabled).toBe(false);
    expect((await call(target, "PUT", "/instances/enabled")).status).toBe(401);
    expect((await call(target, "PUT", "/instances/4711/enabled")).status).toBe(404);
  });
});

describe("trace logging", () => {
  it("is switched on and off, by id and by token", async () => {
    const target = await simulator();
    const { id, token } = await create(target);
    await call(target, "PUT", `/instances/${id}/trace-logging`);
    expect((await call(target, "GET", `/instances/${id}`)).json).toMatchObject({ traceLoggingEnabled: true });
    await call(target, "DELETE", "/instances/trace-logging", { element: token });
    expect((await call(target, "GET", `/instances/${id}`)).json).toMatchObject({ traceLoggingEnabled: false });
  });
});

describe("records of the vendor", () => {
  it("are the same with any hub or none", async () => {
    const target = await simulator();
    const { id, token } = await create(target, { element: { key: "closeio" } });
    const paths = ["/hubs/crm/accounts?pageSize=1", "/hubs/nonsense/accounts?pageSize=1", "/accounts?pageSize=1"];
    const responses = await Promise.all(paths.map((path) => call(target, "GET", path, { element: token })));
    expect(new Set(responses.map(({ text }) => text)).size).toBe(1);
    expect(responses[0]?.json).toHaveLength(1);
    expect(responses[0]?.headers["elements-element-instance-id"]).toBe(String(id));
  });

  it("show nulls only when the instance does not filter them", async () => {
    const target = await simulator();
    const { id, token } = await create(target, { element: { key: "sfdc" } });
    const nulls = async () =>
      (await call(target, "GET", "/hubs/crm/accounts?pageSize=1", { element: token })).text.includes("null");
    expect(await nulls()).toBe(false);
    await call(target, "PATCH", `/instances/${id}`, { body: { configuration: { "filter.response.nulls": false } } });
    expect(await nulls()).toBe(true);
  });

  it("carry the fields that a transformation of the instance adds", async () => {
    const target = await simulator();
    const { id, token } = await create(target, { element: { key: "closeio" } });
    const transformation = { vendorName: "accounts", fields: [{ path: "idTransformed", vendorPath: "id" }, "odd"] };
    await call(target, "POST", `/instances/${id}/transformations/mine`, { body: transformation });
    const records = async (object: string) =>
      (await call(target, "GET", `/hubs/crm/${object}`, { element: token })).json;
    expect(await records("mine")).toMatchObject([
      { id: "1", idTransformed: "1" },
      { id: "2", idTransformed: "2" },
    ]);
    expect(JSON.stringify(await records("others"))).not.toContain("idTransformed");
  });

  it("are listed as objects, in detail for the version Helium", async () => {
    const target = await simulator();
    const { token } = await create(target);
    expect((await call(target, "GET", "/objects", { element: token })).json).toContain("contacts");
    const headers = { "Elements-Version": "Helium" };
    const { userSecret, organizationSecret } = firstOf(target);
    const authorization = `User ${userSecret}, Organization ${organizationSecret}, Element ${token}`;
    const detailed = await call(target, "GET", "/hubs/crm/objects", { headers: { ...headers, authorization } });
    expect(detailed.json).toContainEqual({ name: "contacts", vendorName: "contacts", type: "ceCanonical" });
    expect(detailed.json).toContainEqual({ name: "contactsRaw", vendorName: "contacts", type: "vendor" });
  });
});

describe("events", () => {
  it("are an empty list, of an instance and of all", async () => {
    const target = await simulator();
    const { id } = await create(target);
    for (const path of ["/instances/events", `/instances/${id}/events`]) {
      expect(await call(target, "GET", path)).toMatchObject({ status: 200, json: [] });
    }
    expect((await call(target, "GET", "/instances/4711/events")).status).toBe(404);
    expect((await call(target, "GET", "/instances/events", { headers: { authorization: "" } })).status).toBe(401);
  });
});

describe("usage", () => {
  it("finds an element call by its request id, and by the tags of its instance", async () => {
    const target = await simulator();
    const { id, token } = await create(target, { tags: ["mine"] });
    const { headers } = await call(target, "GET", "/hubs/crm/ping", { element: token });
    const one = await call(target, "GET", `/usage/${headers["elements-request-id"]}`);
    expect(one.json).toMatchObject({ element_instance_id: id, element_key: "actessentials", response_code: 200 });
    expect((await call(target, "GET", "/usage?tags[]=mine")).json).toEqual([one.json]);
    expect((await call(target, "GET", "/usage?tags[]=other")).status).toBe(404);
    expect((await call(target, "GET", "/usage/000000000000000000000000")).status).toBe(404);
  });

  it("is listed between two moments, both included", async () => {
    const target = await simulator({ now: () => new Date("2020-02-02T12:00:00Z") });
    const { token } = await create(target);
    await call(target, "GET", "/ping", { element: token });
    const statuses = async (queries: string[]) =>
      Promise.all(queries.map(async (query) => (await call(target, "GET", `/usage?${query}`)).status));
    const within = ["from=2020-02-02&to=2020-02-03", "from=2020-02-02T12:00:00Z", "to=2020-02-02T12:00:00Z"];
    expect(await statuses(within)).toEqual([200, 200, 200]);
    expect(await statuses(["from=2020-02-03", "to=2020-02-02", "from=2030-01-01&to=2030-01-02"])).toEqual([
      404, 404, 404,
    ]);
    expect(await statuses(["from=yesterday"])).toEqual([400]);
  });

  it("is cut into pages like other lists", async () => {
    const target = await simulator();
    const { token } = await create(target);
    const calls = [
      await call(target, "GET", "/ping", { element: token }),
      await call(target, "GET", "/objects", { element: token }),
    ];
    const first = await call(target, "GET", "/usage?pageSize=1");
    expect(first.json).toMatchObject([{ request_id: calls[0]?.headers["elements-request-id"] }]);
    const next = encodeURIComponent(first.headers["elements-next-page-token"] ?? "");
    const second = await call(target, "GET", `/usage?pageSize=1&nextPage=${next}`);
    expect(second.json).toMatchObject([{ request_id: calls[1]?.headers["elements-request-id"] }]);
    expect(second.headers).not.toHaveProperty("elements-next-page-token");
  });
});
