import { canary, failureOf, observe } from "../../support/canary";
import { configurationFor, declaration, startPlatform } from "../../support/platform";
import { PROVIDER_TEXT, type Properties } from "../../support/plugin";
import { isPlugin, startPlugin } from "../frontEnd";
import { amongMany, setUp, startManaged, totalFailureOf, within } from "../setUp";

// The scan after every test of all kinds looks for each canary in all that was printed, thrown or logged, in clear, in
// base64 and in hex. These tests make sure that there was something to find.

function withAllSecrets(): Properties {
  return declaration({
    events: {
      callbackUrl: "https://callback.example.com",
      callbackHeaders: `x-key: ${canary("callbackHeaders")}`,
      basicAuth: { username: "receiver", password: canary("basicPassword") },
      signatureKey: canary("signatureKey"),
    },
    configuration: { "my.password": canary("a configured password") },
  });
}

describe("case 20: no secret shows in what is printed, thrown or kept", () => {
  test("case 20a: every verb fails in every way, and nothing shows", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, { ...withAllSecrets(), ...within("2s") });
    const kinds = [
      { kind: "status", status: 400 },
      { kind: "status", status: 401 },
      { kind: "status", status: 503 },
      { kind: "close", when: "beforeCommit" },
      { kind: "malformed" },
      { kind: "truncated" },
      { kind: "redirect", location: "https://elsewhere.example.com" },
    ] as const;
    for (const fault of kinds) {
      simulator.faults.clear();
      simulator.faults.add({ call: "every", fault });
      const calls = [plugin.create(inputs), plugin.read(id, state), plugin.update(id, state, withAllSecrets())];
      const outcomes = await Promise.allSettled(calls.map((call) => totalOrPartial(call)));
      expect(outcomes.map(({ status }) => status)).toEqual(Array(3).fill("fulfilled"));
    }
    simulator.faults.clear();
    simulator.faults.add({ call: "every", fault: { kind: "status", status: 400 } });
    await totalFailureOf(plugin.delete(id, state));
    expect(plugin.output()).not.toBe("");
  });

  test("case 20b: the state holds no credentials of the platform, and no secret under a name of its own", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged({}, withAllSecrets());
    const read = await plugin.read(id, state);
    const after = await plugin.update(id, state, { ...inputs, name: "other" });
    const { userSecret, organizationSecret } = simulator.organizations[0] ?? {};
    for (const properties of [state, read.properties, after]) {
      const { apiKey: _, developerKey: __, token: ___, events: ____, configuration: _____, ...others } = properties;
      observe("the state without what the engine keeps as secrets", JSON.stringify(others));
      expect(JSON.stringify(properties).includes(String(userSecret))).toBe(false);
      expect(JSON.stringify(properties).includes(String(organizationSecret))).toBe(false);
    }
  });

  test("case 20c: nothing shows with undici's debug output switched on", async () => {
    const simulator = await startPlatform();
    const plugin = await startPlugin(configurationFor(simulator), { NODE_DEBUG: "undici" });
    const { id, properties } = await plugin.create(withAllSecrets());
    await plugin.read(id, properties);
    const next = await startPlugin(configurationFor(simulator), { NODE_DEBUG: "undici" });
    await next.delete(id, properties);
    for (const each of [plugin, next]) expect(each.output()).toMatch(/^UNDICI /m);
  });

  test("case 20d: a token of another instance, in a list that cannot be read, does not show either", async () => {
    const { simulator, plugin } = await setUp();
    const body = JSON.stringify({ error: [{ id: 1, token: canary("another token") }] });
    simulator.faults.add({ path: "/elements/*/instances", fault: { kind: "body", body } });
    expect(await totalFailureOf(plugin.create(declaration()))).toMatch(
      /returned 200, but the body is not the platform's/,
    );
  });
});

describe("case 21: an error quotes the request, secrets and all", () => {
  test.each(["json", "html", "as text: "] as const)(
    "case 21a: %s: the values are taken out, the rest is shown",
    async (body) => {
      const { simulator, plugin, id, inputs, state } = await startManaged({}, withAllSecrets());
      simulator.faults.add({
        call: "every",
        fault: { kind: "status", status: 400, body, message: "Bad request", echoRequest: true },
      });
      const messages = [
        await totalFailureOf(plugin.create(inputs)),
        await totalFailureOf(plugin.read(id, state)),
        await totalOrPartial(plugin.update(id, state, { ...withAllSecrets(), name: "other" })),
        await totalFailureOf(plugin.delete(id, state)),
      ];
      for (const message of messages) {
        expect(message).toMatch(/ returned 400: /);
        expect(message).toMatch(/\[secret\]/);
      }
      // The stock plugin prints some of them, too.
      expect(plugin.output()).toMatch(isPlugin ? /^$/ : /\[secret\]/);
    },
  );

  test("case 21b: in other encodings, and cut where a secret would begin", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    await amongMany({ simulator, plugin });
    const key = String(inputs["apiKey"]);
    for (const echo of [
      Buffer.from(key).toString("base64"),
      encodeURIComponent(key),
      Buffer.from(key).toString("hex"),
      `{\\"username\\":\\"${key}\\"}`,
      `${"x".repeat(290)} ${key}`,
      `${"x".repeat(195)}${key}`,
    ]) {
      simulator.faults.add({ method: "GET", fault: { kind: "status", status: 400, message: `You sent ${echo}` } });
      simulator.faults.add({ method: "DELETE", fault: { kind: "status", status: 400, body: `You sent ${echo}` } });
      await totalFailureOf(plugin.read(id, state));
      await totalFailureOf(plugin.delete(id, state));
    }
  });

  test("case 21c: the response about the organization, which holds its secret, shows nowhere", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.others.remove(Number(id));
    const body = JSON.stringify({
      message: simulator.organizations[0]?.organizationSecret,
      secret: "other s3cret value",
    });
    simulator.faults.add({ path: "/organizations/me", fault: { kind: "status", status: 400, body } });
    const message = await totalFailureOf(plugin.read(id, state));
    expect(message).not.toContain("other s3cret value");
  });
});

const PERCENT = (text: string) => Buffer.from(text).toString("hex").replace(/../g, "%$&");

describe("case 21: an error quotes a part of a secret, or one that only the platform knew", () => {
  test("case 21d: one header, a leaf of JSON, the callback's query, each in any form and cut off", async () => {
    const [header, bearer, leaf, query] = ["header", "bearer", "leaf", "query"].map((label) => canary(label));
    const { simulator, plugin, id, state } = await startManaged(
      {},
      declaration({
        events: {
          callbackUrl: `https://callback.example.com/hook?key=${query}`,
          callbackHeaders: `accept: text; x-key: ${header}\nAuthorization: Bearer ${bearer}`,
        },
        configuration: { "instance.variables": JSON.stringify({ a: { b: leaf } }) },
      }),
    );
    await amongMany({ simulator, plugin });
    const forms = [
      (secret: string) => secret,
      (secret: string) => Buffer.from(secret).toString("hex").toUpperCase(),
      PERCENT,
      (secret: string) => PERCENT(secret).toUpperCase(),
      (secret: string) => `${secret.slice(0, 12)}…`,
      (secret: string) => `"${secret.slice(0, -1)}"`,
    ];
    for (const secret of [header, bearer, leaf, query].map(String)) {
      for (const form of forms) {
        const message = `You sent ${form(secret)}`;
        simulator.faults.add({ method: "GET", fault: { kind: "status", status: 400, message } });
        expect(await totalFailureOf(plugin.read(id, state))).toMatch(/returned 400: You sent "?\[secret\]["…]? /);
      }
    }
  });

  test("case 21e: a key that an instance has on the platform, but not in the program", async () => {
    const { simulator, plugin } = await setUp();
    const apiKey = canary("the platform's key");
    const { id } = simulator.others.create({ name: "by hand", configuration: { username: apiKey } });
    await plugin.read(String(id), { __provider: PROVIDER_TEXT });
    const fault = { kind: "status", status: 400, message: `not ${apiKey}` } as const;
    simulator.faults.add({ call: "every", method: "GET", fault });
    expect(await totalFailureOf(plugin.read(String(id), { __provider: PROVIDER_TEXT }))).toMatch(
      /returned 400: not \[secret\] /,
    );
  });

  test("case 21f: a secret that is a word is taken out of the platform's words, and not of ours", async () => {
    const word = { userSecret: "instances", organizationSecret: "returned" };
    const { simulator, plugin } = await setUp({ configuration: prefixed(word) });
    simulator.faults.add({
      call: "every",
      fault: { kind: "status", status: 401, message: "no user instances, returned it" },
    });
    expect(await totalFailureOf(plugin.create(declaration()))).toMatch(
      /^.*GET \/elements\/actessentials\/instances returned 401: no user \[secret\], \[secret\] it \(request id .*\)\. Check the user secret \(from .*\) and the organization secret/,
    );
  });
});

/** Settings under the names that stack configuration has for them. */
function prefixed(settings: Record<string, string>): Properties {
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [`act365:${key}`, value]));
}

async function totalOrPartial(call: Promise<unknown>): Promise<string> {
  return (await failureOf(call)).message;
}
