import { ACT_365 } from "../../../provider/src/elements/actessentials";
import type { InstanceState } from "../../../provider/src/lifecycle/model/properties";
import { rememberSecrets } from "../../../provider/src/operations/secrets";
import { Redactor } from "../../../provider/src/redaction/redactor";
import { canary } from "../../support/canary";

/** The text without what is remembered of the state. */
function redacted(state: Partial<InstanceState>, text: string): string {
  const redactor = new Redactor();
  rememberSecrets({ credentials: {}, ...state }, ACT_365, redactor);
  return redactor.redact(text);
}

const base64 = (text: string) => Buffer.from(text).toString("base64");

test.each<[string, (value: string) => Partial<InstanceState>]>([
  ["the API key", (apiKey) => ({ credentials: { apiKey } })],
  ["the developer key", (developerKey) => ({ credentials: { developerKey } })],
  ["the token", (token) => ({ token })],
  ["the callback headers", (callbackHeaders) => ({ events: { callbackUrl: "u", callbackHeaders } })],
  ["the signature key", (signatureKey) => ({ events: { callbackUrl: "u", signatureKey } })],
  [
    "the password of events",
    (password) => ({ events: { callbackUrl: "u", basicAuth: { username: "hook", password } } }),
  ],
  ["a password in configuration", (value) => ({ configuration: { "event.notification.basic.password": value } })],
  ["a credential in a configuration key of another name", (value) => ({ configuration: { "own.secret": value } })],
])("%s is taken out of texts", (_, stateWith) => {
  const value = canary("secret");
  expect(redacted(stateWith(value), `before ${value} after`)).toBe("before [secret] after");
});

test("a secret number in configuration is taken out as a text", () => {
  expect(redacted({ configuration: { "own.token": 123456 } }, "it was 123456")).toBe("it was [secret]");
});

test("keys and basic authentication are taken out as a pair, too, as servers echo them", () => {
  const [apiKey, developerKey, password] = [canary("apiKey"), canary("developerKey"), canary("password")];
  const pair = base64(`${apiKey}:${developerKey}`);
  expect(redacted({ credentials: { apiKey, developerKey } }, `got ${pair}`)).toBe("got [secret]");
  const events = { callbackUrl: "u", basicAuth: { username: "hook", password } };
  expect(redacted({ events }, `got ${base64(`hook:${password}`)}`)).toBe("got [secret]");
});

test("values that are no secrets stay", () => {
  const state: Partial<InstanceState> = {
    name: "crm-europe",
    tags: ["sales"],
    instanceId: "123456",
    configuration: { "pagination.max": 5000, "base.url": "https://act.example" },
    events: { callbackUrl: "https://receiver.example" },
    baseUrl: "https://platform.example",
  };
  const text = "crm-europe sales 123456 5000 https://act.example https://receiver.example https://platform.example";
  expect(redacted(state, text)).toBe(text);
});

test("an empty state holds no secrets", () => {
  expect(redacted({}, "some text")).toBe("some text");
});

test("the user name of basic authentication is no secret, so a message that holds the word stays readable", () => {
  const events = { callbackUrl: "u", basicAuth: { username: "instance", password: canary("password") } };
  expect(redacted({ events }, "PUT /instances/12 returned 500")).toBe("PUT /instances/12 returned 500");
});

test.each<[string, (value: string) => Partial<InstanceState>]>([
  [
    "the value of one header",
    (value) => ({ events: { callbackUrl: "u", callbackHeaders: `accept: text\nx-key: ${value}` } }),
  ],
  ["a value in the callback's query", (value) => ({ events: { callbackUrl: `https://a.example/?key=${value}` } })],
  ["a leaf of the variables", (value) => ({ configuration: { "instance.variables": `{"a":{"b":"${value}"}}` } })],
])("%s is taken out by itself", (_, stateWith) => {
  const value = canary("part");
  expect(redacted(stateWith(value), `before ${value} after`)).toBe("before [secret] after");
});

test("a user name or password alone makes no pair", () => {
  const [apiKey, developerKey] = [canary("apiKey"), canary("developerKey")];
  expect(redacted({ credentials: { apiKey } }, `${apiKey}:undefined`)).toBe("[secret]:undefined");
  expect(redacted({ credentials: { developerKey } }, `undefined:${developerKey}`)).toBe("undefined:[secret]");
  expect(redacted({}, "undefined:undefined")).toBe("undefined:undefined");
});
