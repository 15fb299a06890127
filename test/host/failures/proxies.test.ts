import { canary } from "../../support/canary";
import { configurationFor, declaration, requestsTo, startPlatform } from "../../support/platform";
import { startPlugin } from "../../support/plugin";
import { AUTHORITY, closedPort, startProxy, startTls } from "../servers";
import { liveIds, theOne, totalFailureOf, within } from "../world";

describe("case 19: the way to the platform leads through a proxy", () => {
  test.each(["HTTP_PROXY", "http_proxy"])("case 19a: %s is used, with its user and password", async (variable) => {
    const simulator = await startPlatform();
    const proxy = await startProxy();
    const password = canary("proxy password");
    const plugin = await startPlugin(configurationFor(simulator), {
      [variable]: `http://user:${password}@127.0.0.1:${proxy.port}`,
    });
    const { id, properties } = await plugin.create(declaration());
    await plugin.read(id, properties);
    expect(new Set(proxy.tunnels)).toEqual(new Set([`127.0.0.1:${simulator.port}`]));
    const basic = `Basic ${Buffer.from(`user:${password}`).toString("base64")}`;
    expect(proxy.authorizations.every((header) => header === basic)).toBe(true);
    expect(liveIds(simulator)).toEqual([id]);
  });

  test("case 19b: HTTPS_PROXY is used for https, and certificates are still checked", async () => {
    const simulator = await startPlatform();
    const [proxy, tls] = [await startProxy(), await startTls(simulator, "good")];
    const configuration = { ...configurationFor(simulator), "act365:baseUrl": tls.url };
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    const distrusting = await startPlugin(configuration, environment);
    expect(await totalFailureOf(distrusting.create(declaration()))).toMatch(
      /the TLS certificate of .* was not accepted/,
    );
    const trusting = await startPlugin(configuration, { ...environment, NODE_EXTRA_CA_CERTS: AUTHORITY });
    await trusting.create(declaration());
    expect(theOne(simulator).name).toBe("crm");
    expect(proxy.tunnels.length).toBeGreaterThan(1);
  });

  test("case 19c: NO_PROXY leads around it", async () => {
    const simulator = await startPlatform();
    const proxy = await startProxy();
    const environment = { HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: "example.com,127.0.0.1" };
    const plugin = await startPlugin(configurationFor(simulator), environment);
    await plugin.create(declaration());
    expect(proxy.tunnels).toEqual([]);
    expect(simulator.instances()).toHaveLength(1);
  });

  test.each([403, 407, 502])(
    "case 19d: a proxy that refuses with %s is named; the platform got nothing",
    async (status) => {
      const simulator = await startPlatform();
      const proxy = await startProxy();
      proxy.refuseWith(status);
      const url = `http://user:${canary("proxy password")}@127.0.0.1:${proxy.port}`;
      const plugin = await startPlugin(configurationFor(simulator), { HTTP_PROXY: url });
      const message = await totalFailureOf(plugin.create(declaration(within("2s"))));
      expect(message).toMatch(
        new RegExp(`the proxy refused the connection to 127\\.0\\.0\\.1:${simulator.port} \\(Proxy .*${status}`),
      );
      expect(message).toMatch(/Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY$/);
      expect(simulator.requests).toEqual([]);
    },
  );

  test("case 19e: a proxy that refuses for a moment only delays the creation", async () => {
    const simulator = await startPlatform();
    const proxy = await startProxy();
    proxy.refuseWith(503);
    const plugin = await startPlugin(configurationFor(simulator), { HTTP_PROXY: `http://127.0.0.1:${proxy.port}` });
    const created = plugin.create(declaration());
    setTimeout(() => proxy.refuseWith(undefined), 1_000);
    const { id } = await created;
    expect(liveIds(simulator)).toEqual([id]);
    expect(requestsTo(simulator).filter((request) => request === "POST /instances")).toHaveLength(1);
  });

  test("case 19f: a proxy that is not there is an error about the way, and shows no password", async () => {
    const simulator = await startPlatform();
    const url = `http://user:${canary("proxy password")}@127.0.0.1:${await closedPort()}`;
    const plugin = await startPlugin(configurationFor(simulator), { HTTP_PROXY: url });
    expect(await totalFailureOf(plugin.create(declaration(within("2s"))))).toMatch(
      /could not be reached \(ECONNREFUSED\)\. Check .* HTTPS_PROXY and NO_PROXY$/,
    );
    expect(simulator.requests).toEqual([]);
  });

  test.each(["127.0.0.1:3128", "proxy.example.com:3128", "http://", "ftp://proxy"])(
    "case 19g: a proxy variable that is no URL (%s) is an error that names it",
    async (value) => {
      const simulator = await startPlatform();
      const plugin = await startPlugin(configurationFor(simulator), { HTTPS_PROXY: value });
      const message = await totalFailureOf(plugin.create(declaration(within("2s"))));
      expect(message).toMatch(/HTTPS_PROXY/);
      expect(message).not.toMatch(/unexpected error|report it/);
    },
  );
});
