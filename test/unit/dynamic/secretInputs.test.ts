import * as pulumi from "@pulumi/pulumi";
import type { EventsArgs } from "../../../provider/src/dynamic/instanceProperties.generated";
import { secretIfGiven, secretInputs } from "../../../provider/src/dynamic/secretInputs";
import { canary } from "../../support/canary";
import { resultOf, startProgram } from "../../support/program";

const secretEvents = (events: unknown) => secretInputs({ events })["events"];
const secretConfiguration = (configuration: unknown) => secretInputs({ configuration })["configuration"];

beforeEach(async () => {
  await startProgram();
});

/** What an input comes to, and whether it is secret. */
async function shown(input: unknown): Promise<unknown> {
  if (!pulumi.Output.isInstance(input)) return input;
  const value = await resultOf(input as pulumi.Output<unknown>);
  return (await pulumi.isSecret(input as pulumi.Output<unknown>)) ? { secret: value } : { open: value };
}

/** The same for each property. */
async function shownEach(inputs: object | undefined): Promise<unknown> {
  const each = Object.entries(inputs ?? {}).map(async ([name, input]) => [name, await shown(input)] as const);
  return Object.fromEntries((await Promise.all(each)).filter(([, value]) => value !== undefined));
}

describe("credentials", () => {
  test("are secret", async () => {
    const [apiKey, developerKey] = [canary("apiKey"), canary("developerKey")];
    expect(await shownEach(secretInputs({ apiKey, developerKey: pulumi.output(developerKey) }))).toEqual({
      apiKey: { secret: apiKey },
      developerKey: { secret: developerKey },
    });
  });

  test("of an instance are its own, whatever those before it have", async () => {
    const keys = [canary("a"), canary("b"), canary("a")];
    const shownKeys = keys.map((apiKey) => shown(secretInputs({ apiKey })["apiKey"]));
    expect(await Promise.all(shownKeys)).toEqual(keys.map((key) => ({ secret: key })));
  });

  test("that are not given stay so", () => {
    expect(secretInputs({})).toEqual({});
  });
});

describe("events", () => {
  test("are marked value by value, so that a preview shows the rest", async () => {
    const [headers, password, signatureKey] = [canary("headers"), canary("password"), canary("signatureKey")];
    const marked = secretEvents({
      callbackUrl: "https://receiver.example",
      pollIntervalMinutes: 5,
      callbackHeaders: headers,
      basicAuth: { username: "hook", password },
      signatureKey,
      pollers: { todos: {} },
    }) as EventsArgs;
    const { basicAuth, ...rest } = marked;
    expect(await shownEach(rest)).toStrictEqual({
      callbackUrl: "https://receiver.example",
      pollIntervalMinutes: 5,
      callbackHeaders: { secret: headers },
      signatureKey: { secret: signatureKey },
      pollers: { todos: {} },
    });
    expect(await shownEach(basicAuth as object)).toStrictEqual({ username: "hook", password: { secret: password } });
  });

  test("without credentials hold no secret", async () => {
    const marked = secretEvents({ callbackUrl: "https://receiver.example" });
    expect(await shownEach(marked as object)).toStrictEqual({ callbackUrl: "https://receiver.example" });
  });

  test("leave the program's own objects as they are", () => {
    const basicAuth = Object.freeze({ username: "hook", password: canary("password") });
    const given = Object.freeze({ callbackUrl: "u", basicAuth, signatureKey: canary("signatureKey") });
    secretEvents(given);
    expect(typeof given.signatureKey).toBe("string");
    expect(typeof basicAuth.password).toBe("string");
  });

  test("in an output or a promise are secret as a whole, since what is in them is not known here", async () => {
    const events = { callbackUrl: "u", signatureKey: canary("signatureKey") };
    expect(await shown(secretEvents(pulumi.output(events)))).toEqual({ secret: events });
    expect(await shown(secretEvents(Promise.resolve(events)))).toEqual({ secret: events });
  });

  test("have basic authentication in an output secret as a whole", async () => {
    const basicAuth = { username: "hook", password: canary("password") };
    const marked = secretEvents({ callbackUrl: "u", basicAuth: pulumi.output(basicAuth) });
    expect(await shownEach(marked as object)).toEqual({ callbackUrl: "u", basicAuth: { secret: basicAuth } });
  });

  test("that are a list are secret as a whole, for the check to refuse", async () => {
    const list = [{ callbackUrl: "u" }];
    expect(await shown(secretEvents(list as never))).toEqual({ secret: list });
  });

  test("that are not given stay so", () => {
    expect(secretEvents(undefined)).toBeUndefined();
  });
});

describe("configuration", () => {
  test("is marked where a key holds a credential, by the element's definition or by the key's name", async () => {
    const value = canary("value");
    const marked = secretConfiguration({
      "pagination.max": 50,
      "filter.response.nulls": pulumi.output(false),
      "event.notification.callback.headers": value,
      "event.notification.basic.password": value,
      "event.notification.basic.username": "hook",
      "event.notification.signature.key": value,
      "own.apiToken": pulumi.output(value),
    });
    expect(await shownEach(marked as object)).toStrictEqual({
      "pagination.max": 50,
      "filter.response.nulls": { open: false },
      "event.notification.callback.headers": { secret: value },
      "event.notification.basic.password": { secret: value },
      "event.notification.basic.username": "hook",
      "event.notification.signature.key": { secret: value },
      "own.apiToken": { secret: value },
    });
  });

  test("in an output or a promise is secret as a whole, since its keys are not known here", async () => {
    const configuration = { "own.secret": canary("value") };
    expect(await shown(secretConfiguration(pulumi.output(configuration)))).toEqual({ secret: configuration });
    expect(await shown(secretConfiguration(Promise.resolve(configuration)))).toEqual({ secret: configuration });
  });

  test("that is a list is secret as a whole: taken apart, its items would become keys that no check tells from real ones", async () => {
    const list = [canary("value")];
    expect(await shown(secretConfiguration(list as never))).toEqual({ secret: list });
  });

  test("that is not given stays so", () => {
    expect(secretConfiguration(undefined)).toBeUndefined();
  });
});

test("secretIfGiven makes a secret of a value, and nothing of nothing", async () => {
  expect(await shown(secretIfGiven("a"))).toEqual({ secret: "a" });
  expect(await shown(secretIfGiven(pulumi.output("a")))).toEqual({ secret: "a" });
  expect(secretIfGiven(undefined)).toBeUndefined();
});
