import { configurationFor, declaration, startPlatform } from "../../support/platform";
import { startPlugin } from "../frontEnd";
import { AUTHORITY, startTls } from "../servers";
import { theOne, totalFailureOf } from "../setUp";

/** A platform behind TLS, and a plugin that goes there. */
async function startEncrypted(certificate: "good" | "expired" | "wrong-name", environment: NodeJS.ProcessEnv = {}) {
  const simulator = await startPlatform();
  const tls = await startTls(simulator, certificate);
  const plugin = await startPlugin({ ...configurationFor(simulator), "act365:baseUrl": tls.url }, environment);
  return { simulator, tls, plugin };
}

describe("case 18: the TLS certificate is not trusted", () => {
  const cases = [
    [
      "of an unknown authority",
      "good",
      {},
      /UNABLE_TO_VERIFY_LEAF_SIGNATURE|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_GET_ISSUER_CERT_LOCALLY/,
    ],
    ["that has expired", "expired", { NODE_EXTRA_CA_CERTS: AUTHORITY }, /CERT_HAS_EXPIRED/],
    ["of another host", "wrong-name", { NODE_EXTRA_CA_CERTS: AUTHORITY }, /ERR_TLS_CERT_ALTNAME_INVALID/],
  ] as const;
  test.each(cases)(
    "case 18a: one %s is refused without a retry and before anything is sent",
    async (_, kind, environment, code) => {
      const { tls, plugin } = await startEncrypted(kind, environment);
      const message = await totalFailureOf(plugin.create(declaration()));
      expect(message).toMatch(
        /^GET \/elements\/actessentials\/instances: the TLS certificate of 127\.0\.0\.1:\d+ was not accepted \(/,
      );
      expect(message).toMatch(code);
      expect(message).toMatch(
        /name that authority's file in NODE_EXTRA_CA_CERTS; certificates are always checked \(https:.*#no-response\)$/,
      );
      expect(plugin.output()).toBe("");
      expect(tls.requests()).toBe(0);
    },
  );

  test("case 18b: of an authority in NODE_EXTRA_CA_CERTS it is accepted", async () => {
    const { simulator, tls, plugin } = await startEncrypted("good", { NODE_EXTRA_CA_CERTS: AUTHORITY });
    const { properties } = await plugin.create(declaration());
    expect(properties["baseUrl"]).toBe(tls.url);
    expect(theOne(simulator).name).toBe("crm");
  });

  test("case 18c: a server without TLS gets nothing either", async () => {
    const simulator = await startPlatform();
    const baseUrl = simulator.url.replace("http:", "https:");
    const plugin = await startPlugin({ ...configurationFor(simulator), "act365:baseUrl": baseUrl });
    const message = await totalFailureOf(plugin.create(declaration({ customTimeouts: { create: "3s" } })));
    expect(message).toMatch(/^GET \/elements\/actessentials\/instances: .*127\.0\.0\.1:\d+.*\(ERR_SSL_/);
    expect(simulator.requests).toEqual([]);
  });
});
