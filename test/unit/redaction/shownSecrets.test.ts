import { ACT_365 } from "../../../provider/src/elements/actessentials";
import { Redactor } from "../../../provider/src/redaction/redactor";
import { rememberConfiguration } from "../../../provider/src/redaction/shownSecrets";
import { canary } from "../../support/canary";

/** The text without what is remembered of the configuration. */
function redacted(configuration: Record<string, unknown>, text: string): string {
  const redactor = new Redactor();
  rememberConfiguration(configuration, ACT_365, redactor);
  return redactor.redact(text);
}

test.each<[string, (value: string) => Record<string, unknown>]>([
  ["a key", (value) => ({ username: value })],
  ["a key that the element does not list", (value) => ({ "own.secret": value })],
  ["a leaf of variables", (value) => ({ "instance.variables": JSON.stringify({ a: [{ b: value }] }) })],
  ["a leaf of another secret that is JSON", (value) => ({ "own.credentials": JSON.stringify([value]) })],
  ["the value of one header", (value) => ({ "event.notification.callback.headers": `a: bcdef\nx-key: ${value}` })],
  ["a bearer token", (value) => ({ "event.notification.callback.headers": `Authorization: Bearer ${value}` })],
  [
    "a value in the callback's query",
    (value) => ({ "event.notification.callback.url": `https://a.example/?k=${value}` }),
  ],
])("%s is taken out of texts, whole or cut off", (_, configuration) => {
  const value = canary("secret");
  expect(redacted(configuration(value), `before ${value} after`)).toBe("before [secret] after");
  expect(redacted(configuration(value), `before ${value.slice(0, 12)}…`)).toBe("before [secret]…");
});

test("what is no secret, masked or missing stays", () => {
  const configuration = {
    username: "********",
    password: null,
    "own.secret": undefined,
    "own.value": '{"a":"plain text"}',
    "event.notification.callback.url": "https://a.example/path",
  };
  const text = "******** null undefined plain text https://a.example/path";
  expect(redacted(configuration, text)).toBe(text);
});

test("a password that looks like headers is not taken apart", () => {
  expect(redacted({ "own.password": "name: other" }, "name: other other")).toBe("[secret] other");
});

test("a number is taken out as a text", () => {
  expect(redacted({ "own.token": 123456 }, "it was 123456")).toBe("it was [secret]");
});

test("the name of the first header may be shown, and the beginning of a URL", () => {
  const redactor = new Redactor();
  const headers = "Content-Type: text-plain-1\nX-Hook: https://hooks.example/T0/B0";
  rememberConfiguration({ "event.notification.callback.headers": headers }, ACT_365, redactor);
  expect(redactor.redact("Content-Type: x, https://hooks.example/other, text-plain-1")).toBe(
    "Content-Type: x, https://hooks.example/other, [secret]",
  );
  expect(redactor.redact("to https://hooks.example/T0/B0")).toBe("to [secret]");
});
