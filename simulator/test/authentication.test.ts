import type { Simulator } from "../src/index";
import { body, call, create, firstOf, list, shown, simulator } from "./support";

const invalid = "Invalid Organization or User secret, or invalid Element token provided.";

async function statusWith(target: Simulator, authorization: string | undefined, path = "/organizations/me") {
  const response = await fetch(target.url + path, authorization === undefined ? {} : { headers: { authorization } });
  await response.text();
  return response.status;
}

describe("the Authorization header", () => {
  it.each([
    ["User and Organization", (u: string, o: string) => `User ${u}, Organization ${o}`],
    ["the other order", (u: string, o: string) => `Organization ${o}, User ${u}`],
    ["no space after the comma", (u: string, o: string) => `User ${u},Organization ${o}`],
    ["spaces everywhere", (u: string, o: string) => `  User   ${u}  ,   Organization   ${o} `],
    ["an Element part on a platform call", (u: string, o: string) => `Element x, User ${u}, Organization ${o}`],
  ])("is understood with %s", async (_name, header) => {
    const target = await simulator();
    const { userSecret, organizationSecret } = firstOf(target);
    expect(await statusWith(target, header(userSecret, organizationSecret))).toBe(200);
  });

  it.each([
    ["there is none", () => undefined],
    ["the user secret is missing", (_u: string, o: string) => `Organization ${o}`],
    ["the organization secret is missing", (u: string) => `User ${u}`],
    ["the user secret is wrong", (_u: string, o: string) => `User wrong, Organization ${o}`],
    ["the organization secret is wrong", (u: string) => `User ${u}, Organization wrong`],
    ["the secrets are exchanged", (u: string, o: string) => `User ${o}, Organization ${u}`],
    ["it makes no sense", () => "Basic Zm9vOmJhcg=="],
  ])("is refused with 401 when %s", async (_name, header) => {
    const target = await simulator();
    const { userSecret, organizationSecret } = firstOf(target);
    expect(await statusWith(target, header(userSecret, organizationSecret))).toBe(401);
  });

  it("is refused in the words of the platform, with a request id", async () => {
    const target = await simulator();
    const response = await call(target, "GET", "/instances", { headers: { authorization: "User a, Organization b" } });
    expect(response.json).toEqual({ requestId: response.headers["elements-request-id"], message: invalid });
    expect(response.headers["elements-request-id"]).toMatch(/^[0-9a-f]{24}$/);
  });

  it("is not needed for the catalogue and for an OAuth URL", async () => {
    const target = await simulator();
    for (const path of ["/elements", "/elements/keys", "/elements/box/oauth/url"]) {
      expect([path, await statusWith(target, undefined, path)]).toEqual([path, 200]);
    }
    expect(await statusWith(target, undefined, "/elements/box")).toBe(401);
  });
});

describe("several organizations", () => {
  async function two() {
    const target = await simulator({ organizations: [{ id: 1 }, { id: 2, name: "The other" }] });
    const [, other] = target.organizations;
    const authorization = `User ${other?.userSecret}, Organization ${other?.organizationSecret}`;
    return { target, other, asOther: { headers: { authorization } } };
  }

  it("see only their own instances", async () => {
    const { target, other, asOther } = await two();
    const mine = await create(target, { name: "mine" });
    const theirs = shown(await call(target, "POST", "/instances", { body: body({ name: "theirs" }), ...asOther }));
    expect(list(await call(target, "GET", "/instances")).map(({ name }) => name)).toEqual(["mine"]);
    expect(list(await call(target, "GET", "/instances", asOther)).map(({ name }) => name)).toEqual(["theirs"]);
    expect(target.instances(other).map(({ id }) => id)).toEqual([theirs.id]);
    expect(target.instances()).toHaveLength(2);
    for (const method of ["GET", "DELETE"]) {
      expect((await call(target, method, `/instances/${mine.id}`, asOther)).status).toBe(404);
    }
    expect((await call(target, "PATCH", `/instances/${mine.id}`, { body: { name: "x" }, ...asOther })).status).toBe(
      404,
    );
  });

  it("are described by /organizations/me, with the organization secret in clear", async () => {
    const { target, other, asOther } = await two();
    expect((await call(target, "GET", "/organizations/me", asOther)).json).toMatchObject({
      id: 2,
      name: "The other",
      secret: other?.organizationSecret,
      vdrVersion: expect.any(String),
    });
  });

  it("cannot mix their secrets", async () => {
    const { target, other } = await two();
    const mixed = `User ${firstOf(target).userSecret}, Organization ${other?.organizationSecret}`;
    expect(await statusWith(target, mixed)).toBe(401);
  });

  it("cannot use each other's element tokens", async () => {
    const { target, other } = await two();
    const { token } = await create(target);
    const authorization = `User ${other?.userSecret}, Organization ${other?.organizationSecret}, Element ${token}`;
    expect(await statusWith(target, authorization, "/hubs/crm/ping")).toBe(401);
  });
});

describe("a login", () => {
  const logIn = (target: Simulator) =>
    call(target, "POST", "/authentication", { body: { username: "someone", password: "something" } });

  it("gives a token, with which the secrets and the instances can be read", async () => {
    const target = await simulator();
    const login = await logIn(target);
    expect(login.json).toEqual({ token: expect.any(String), twoFactor: false, registeredForTwoFactor: false });
    const headers = { authorization: `Bearer ${JSON.parse(login.text).token}` };
    const { userSecret, organizationSecret } = firstOf(target);
    expect((await call(target, "GET", "/authentication/secrets", { headers })).json).toEqual({
      userSecret,
      organizationSecret,
    });
    expect((await call(target, "GET", "/instances", { headers })).status).toBe(404);
  });

  it("never returns the secrets that the simulator was given, but others that work as well", async () => {
    const target = await simulator({ organizations: [{ userSecret: "told-user", organizationSecret: "told-org" }] });
    const headers = { authorization: `Bearer ${JSON.parse((await logIn(target)).text).token}` };
    const secrets = await call(target, "GET", "/authentication/secrets", { headers });
    expect(secrets.text).not.toContain("told");
    const { userSecret, organizationSecret } = JSON.parse(secrets.text);
    const me = await call(target, "GET", "/organizations/me", {
      headers: { authorization: `User ${userSecret}, Organization ${organizationSecret}` },
    });
    expect(me.status).toBe(200);
    expect(me.text).not.toContain("told");
    expect((await call(target, "GET", "/organizations/me", { headers })).text).not.toContain("told");
  });

  it("needs a name and a password, and the secrets need its token", async () => {
    const target = await simulator();
    expect((await call(target, "POST", "/authentication", { body: { username: "someone" } })).status).toBe(401);
    const headers = { authorization: "Bearer nonsense" };
    expect((await call(target, "GET", "/authentication/secrets", { headers })).status).toBe(401);
  });
});

describe("without the privilege createElementInstances", () => {
  it("POST and PUT are 403, whatever they ask for, also for an instance that does not exist", async () => {
    const target = await simulator({ forbidden: true });
    const foreign = target.others.create({ name: "there already" });
    const responses = await Promise.all([
      call(target, "POST", "/instances", { body: body() }),
      call(target, "POST", "/elements/actessentials/instances", { raw: "no JSON" }),
      call(target, "PUT", "/instances/12", { body: {} }),
      call(target, "PUT", "/elements/box/instances/12", { body: {} }),
      call(target, "PUT", `/instances/${foreign.id}`, { body: {} }),
    ]);
    expect(responses.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });

  it("reading, PATCH and DELETE still work", async () => {
    const target = await simulator({ forbidden: true });
    const { id } = target.others.create({ name: "there already" });
    expect((await call(target, "GET", `/instances/${id}`)).status).toBe(200);
    expect((await call(target, "PATCH", `/instances/${id}`, { body: { name: "x" } })).status).toBe(200);
    expect((await call(target, "DELETE", `/instances/${id}`)).status).toBe(200);
  });
});
