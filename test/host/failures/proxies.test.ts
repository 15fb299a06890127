import type { Simulator } from "act365-simulator";
import { canary } from "../../support/canary";
import { configurationFor, declaration, requestsTo, startPlatform } from "../../support/platform";
import type { Properties } from "../../support/plugin";
import { startPlugin } from "../frontEnd";
import { AUTHORITY, closedPort, ELSEWHERE, startProxy, startTls } from "../servers";
import { liveIds, theOne, totalFailureOf, within } from "../setUp";

/** A platform on another machine: no proxy would be asked for one on this. */
async function startElsewhere(): Promise<{ simulator: Simulator; host: string; configuration: Properties }> {
  const simulator = await startPlatform();
  const host = `${ELSEWHERE}:${new URL((await startTls(simulator, "wrong-name")).url).port}`;
  return { simulator, host, configuration: { ...configurationFor(simulator), "act365:baseUrl": `https://${host}` } };
}

const trusting = { NODE_EXTRA_CA_CERTS: AUTHORITY };

describe("case 19: the way to the platform leads through a proxy", () => {
  test.each(["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"])(
    "case 19a: %s is used, with its user and password",
    async (variable) => {
      const { simulator, host, configuration } = await startElsewhere();
      const proxy = await startProxy();
      const password = canary("proxy password");
      const url = `http://user:${password}@127.0.0.1:${proxy.port}`;
      const plugin = await startPlugin(configuration, { ...trusting, [variable]: url });
      const { id, properties } = await plugin.create(declaration());
      await plugin.read(id, properties);
      expect(new Set(proxy.tunnels)).toEqual(new Set([host]));
      const basic = `Basic ${Buffer.from(`user:${password}`).toString("base64")}`;
      expect(proxy.authorizations.every((header) => header === basic)).toBe(true);
      expect(liveIds(simulator)).toEqual([id]);
    },
  );

  test("case 19b: through a proxy, certificates are still checked", async () => {
    const { simulator, configuration } = await startElsewhere();
    const proxy = await startProxy();
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    const distrusting = await startPlugin(configuration, environment);
    expect(await totalFailureOf(distrusting.create(declaration()))).toMatch(
      /the TLS certificate of .* was not accepted/,
    );
    expect(proxy.tunnels).toHaveLength(1);
    expect(simulator.requests).toEqual([]);
    const plugin = await startPlugin(configuration, { ...environment, ...trusting });
    await plugin.create(declaration());
    expect(theOne(simulator).name).toBe("crm");
  });

  test("case 19c: with NO_PROXY the proxy is not used", async () => {
    const simulator = await startPlatform();
    // Leads here, but is not one of the names of this machine, nor the one in the certificate.
    const host = `0.0.0.0:${new URL((await startTls(simulator, "good")).url).port}`;
    const proxy = await startProxy();
    const configuration = { ...configurationFor(simulator), "act365:baseUrl": `https://${host}` };
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: "example.com,0.0.0.0" };
    const plugin = await startPlugin(configuration, environment);
    expect(await totalFailureOf(plugin.create(declaration()))).toContain(`the TLS certificate of ${host} was not`);
    expect(proxy.tunnels).toEqual([]);
  });

  test.each([403, 407, 502])(
    "case 19d: a proxy that refuses with %s is named; the platform got nothing",
    async (status) => {
      const { simulator, host, configuration } = await startElsewhere();
      const proxy = await startProxy();
      proxy.refuseWith(status);
      const url = `http://user:${canary("proxy password")}@127.0.0.1:${proxy.port}`;
      const plugin = await startPlugin(configuration, { ...trusting, HTTPS_PROXY: url });
      const message = await totalFailureOf(plugin.create(declaration(within("2s"))));
      expect(message).toMatch(
        new RegExp(`the proxy refused the connection to ${host.replaceAll(".", "\\.")} \\(Proxy .*${status}`),
      );
      expect(message).toMatch(/Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY \(https:.*#no-response\)$/);
      expect(simulator.requests).toEqual([]);
    },
  );

  test("case 19e: a proxy that refuses for a moment only delays the creation", async () => {
    const { simulator, configuration } = await startElsewhere();
    const proxy = await startProxy();
    proxy.refuseWith(503);
    const environment = { ...trusting, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    const plugin = await startPlugin(configuration, environment);
    const created = plugin.create(declaration());
    setTimeout(() => proxy.refuseWith(undefined), 1_000);
    const { id } = await created;
    expect(liveIds(simulator)).toEqual([id]);
    expect(requestsTo(simulator).filter((request) => request === "POST /instances")).toHaveLength(1);
  });

  test("case 19f: a proxy that does not exist is an error that names the proxy's settings, and shows no password", async () => {
    const { simulator, configuration } = await startElsewhere();
    const url = `http://user:${canary("proxy password")}@127.0.0.1:${await closedPort()}`;
    const plugin = await startPlugin(configuration, { HTTPS_PROXY: url });
    expect(await totalFailureOf(plugin.create(declaration(within("2s"))))).toMatch(
      /could not be reached \(ECONNREFUSED\)\. Check .* HTTPS_PROXY and NO_PROXY \(https:.*#no-response\)$/,
    );
    expect(simulator.requests).toEqual([]);
  });

  test.each(["127.0.0.1:3128", "proxy.example.com:3128", "http://", "ftp://proxy"])(
    "case 19g: a proxy variable that is no URL (%s) is an error that names it",
    async (value) => {
      const { configuration } = await startElsewhere();
      const plugin = await startPlugin(configuration, { HTTPS_PROXY: value });
      const message = await totalFailureOf(plugin.create(declaration(within("2s"))));
      expect(message).toMatch(/HTTPS_PROXY/);
      expect(message).not.toMatch(/unexpected error|report it/);
    },
  );

  test("case 19h: a platform on this machine is never asked through one, so that no secret leaves it", async () => {
    const simulator = await startPlatform();
    const proxy = await startProxy();
    const url = `http://127.0.0.1:${proxy.port}`;
    const environment = { HTTP_PROXY: url, HTTPS_PROXY: url, http_proxy: url, https_proxy: url };
    const inputs = declaration();
    for (const host of ["127.0.0.1", "localhost"]) {
      const baseUrl = simulator.url.replace("127.0.0.1", host);
      const configuration = { ...configurationFor(simulator), "act365:baseUrl": baseUrl };
      const [plugin, next] = [
        await startPlugin(configuration, environment),
        await startPlugin(configuration, environment),
      ];
      const { id, properties } = await plugin.create(inputs);
      await plugin.read(id, properties);
      await plugin.update(id, properties, { ...inputs, name: "other" });
      await next.delete(id, properties);
    }
    expect(simulator.instances()).toEqual([]);
    expect(simulator.requests.length).toBeGreaterThanOrEqual(8);
    expect(proxy.requests()).toBe(0);
  });
});
