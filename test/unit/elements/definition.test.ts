import { type ConfigurationKey, defaultOf, isSecretKey, MASK } from "../../../provider/src/elements/definition";

const text: ConfigurationKey = { default: null, type: "text", secret: false, required: false, polling: false };

const element = {
  key: "example",
  name: "Example",
  hub: "crm",
  credentials: [{ input: "userName", key: "user", masked: false, where: "your profile", description: "" }],
  configuration: {
    user: { ...text, secret: true },
    "token.url": { ...text, default: "https://example.com/token" },
  },
};

test("the mask is the platform's", () => {
  expect(MASK).toBe("********");
});

test("a key that the definition calls secret is secret, whatever its name", () => {
  expect(isSecretKey(element, "user")).toBe(true);
});

test("a key that the definition calls open is not secret, whatever its name", () => {
  expect(isSecretKey(element, "token.url")).toBe(false);
});

test.each([
  "basic.password",
  "oauth.api.SECRET",
  "accessToken",
  "event.notification.signature.key",
  "credentials",
  "proxy.authorization",
  "callback.headers",
  "oauth.api.key",
  "client.privatekey",
])("the unknown key %s is secret by its name", (key) => {
  expect(isSecretKey(element, key)).toBe(true);
});

test.each(["page.size", "constructor", "__proto__", "toString"])("the unknown key %s is not secret", (key) => {
  expect(isSecretKey(element, key)).toBe(false);
});

test("a key is set back to its default, or to null where it has none", () => {
  expect(defaultOf(element, "token.url")).toBe("https://example.com/token");
  expect(defaultOf(element, "user")).toBeNull();
});

test.each(["unknown", "constructor", "__proto__"])("the unknown key %s is set back to null", (key) => {
  expect(defaultOf(element, key)).toBeNull();
});
