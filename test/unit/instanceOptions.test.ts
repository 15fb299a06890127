import * as pulumi from "@pulumi/pulumi";
import { Act365Instance } from "../../provider/src/act365Instance";
import { instanceOptions } from "../../provider/src/instanceOptions";
import { canary, thrownBy } from "../support/canary";
import { secret } from "../support/plugin";
import { type Registration, resultOf, startProgram } from "../support/program";

const IMPORT =
  'Act365Instance "crm": the option import does nothing for a dynamic resource. To manage an existing instance, name it in the input adoptId, or ' +
  "write an import file for it with npx pulumi-act365 import";
const REPLACE_ON_CHANGES =
  'Act365Instance "crm": the option replaceOnChanges does nothing for a dynamic resource, and everything changes in place. To replace an instance, ' +
  "run pulumi up --replace with its URN";
const CREATE_BEFORE_DELETE =
  'Act365Instance "crm": deleteBeforeReplace: false cannot be used with owner tags: the replacement would find the instance that it is about to ' +
  "replace, and adopt it. Remove the option, or set act365:ownerTag to false";

describe("the options", () => {
  test("by default delete before a replacement, and make token and keys secret by name", () => {
    expect(instanceOptions({}, true, "crm")).toMatchObject({
      deleteBeforeReplace: true,
      additionalSecretOutputs: ["token", "apiKey", "developerKey"],
    });
  });

  test("of the program are added", () => {
    const options = instanceOptions(
      { additionalSecretOutputs: ["name"], customTimeouts: { update: "1m" } },
      true,
      "crm",
    );
    expect(options.additionalSecretOutputs).toEqual(["token", "apiKey", "developerKey", "name"]);
    expect(options.customTimeouts).toEqual({ update: "1m" });
  });

  test("may create before deleting where there are no owner tags", () => {
    expect(instanceOptions({ deleteBeforeReplace: false }, false, "crm").deleteBeforeReplace).toBe(false);
    expect(instanceOptions({}, false, "crm").deleteBeforeReplace).toBe(true);
  });

  test("may hold what asks for nothing", () => {
    const nothing = { import: undefined, replaceOnChanges: [], deleteBeforeReplace: true } as never;
    expect(instanceOptions(nothing, true, "crm").deleteBeforeReplace).toBe(true);
  });
});

describe("the defaults stay", () => {
  const DEFAULTS = { deleteBeforeReplace: true, additionalSecretOutputs: ["token", "apiKey", "developerKey"] };

  test("where an option is given as undefined", () => {
    const undecided = { deleteBeforeReplace: undefined, additionalSecretOutputs: undefined };
    expect(instanceOptions(undecided as never, true, "crm")).toEqual(DEFAULTS);
  });

  test("after a transformation that takes the place of all options", async () => {
    const protecting: pulumi.ResourceTransformation = ({ props }) => ({ props, opts: { protect: true } });
    expect(await registered({ transformations: [protecting] })).toMatchObject(DEFAULTS);
  });

  test("once each, after a transformation that keeps them", async () => {
    const naming: pulumi.ResourceTransformation = ({ props, opts }) => ({
      props,
      opts: pulumi.mergeOptions(opts, { additionalSecretOutputs: ["name", "token"] }),
    });
    expect(await registered({ transformations: [naming] })).toMatchObject({
      additionalSecretOutputs: ["token", "apiKey", "developerKey", "name"],
    });
  });
});

describe.each<[string, pulumi.CustomResourceOptions, string]>([
  ["import", { import: "7" }, IMPORT],
  ["replaceOnChanges", { replaceOnChanges: ["name"] }, REPLACE_ON_CHANGES],
  ["deleteBeforeReplace: false", { deleteBeforeReplace: false }, CREATE_BEFORE_DELETE],
])("the option %s", (_, option, message) => {
  test("is an error that says what to do instead", () => {
    const error = thrownBy(() => instanceOptions(option, true, "crm"));
    expect(error).toBeInstanceOf(pulumi.RunError);
    expect(error.message).toBe(message);
  });

  test("is one of a transformation, too, and nothing is registered", async () => {
    const registrations = await startProgram();
    const setting: pulumi.ResourceTransformation = ({ props, opts }) => ({ props, opts: { ...opts, ...option } });
    const error = thrownBy(() => new Act365Instance("crm", keys(), { transformations: [setting] }));
    expect(error).toBeInstanceOf(pulumi.RunError);
    expect(error.message).toBe(message);
    expect(registrations).toEqual([]);
  });
});

test("a transformation may create before deleting where there are no owner tags", async () => {
  const setting: pulumi.ResourceTransformation = ({ props, opts }) => ({
    props,
    opts: { ...opts, deleteBeforeReplace: false },
  });
  const { deleteBeforeReplace } = await registered({ transformations: [setting] }, { "act365:ownerTag": "false" });
  expect(deleteBeforeReplace).toBe(false);
});

describe("timeouts", () => {
  const allow = (customTimeouts: pulumi.CustomTimeouts): pulumi.ResourceTransformation => {
    return ({ props, opts }) => ({ props, opts: { ...opts, customTimeouts } });
  };

  test("reach the provider, to which the stock plugin does not pass the option", async () => {
    expect((await registered({ customTimeouts: { create: "10m" } })).properties["customTimeouts"]).toEqual({
      create: "10m",
    });
  });

  test("of a transformation reach it, too, and win over the declared ones as they do in the engine", async () => {
    const opts = { customTimeouts: { create: "1m" }, transformations: [allow({ create: "10m" })] };
    const { properties, customTimeouts } = await registered(opts);
    expect(properties["customTimeouts"]).toEqual({ create: "10m" });
    expect(customTimeouts).toMatchObject({ create: "10m" });
  });

  test("are those of the last of several transformations", async () => {
    const opts = { transformations: [allow({ create: "10m" }), allow({ create: "20m" })] };
    expect((await registered(opts)).properties["customTimeouts"]).toEqual({ create: "20m" });
  });

  test("of a parent's transformation reach it, too", async () => {
    const registrations = await startProgram();
    const parent = new pulumi.ComponentResource(
      "my:component:Crm",
      "eu",
      {},
      { transformations: [allow({ read: "9m" })] },
    );
    await resultOf(new Act365Instance("crm", keys(), { parent }).urn);
    expect(registrations.at(-1)?.properties["customTimeouts"]).toEqual({ read: "9m" });
  });

  test("are as declared after a transformation that does not touch them", async () => {
    const renaming: pulumi.ResourceTransformation = ({ props, opts }) => ({
      props: { ...props, name: "renamed" },
      opts,
    });
    const opts = { customTimeouts: { create: "1m" }, transformations: [renaming] };
    expect((await registered(opts)).properties).toMatchObject({ name: "renamed", customTimeouts: { create: "1m" } });
  });
});

test("secrets that a transformation sets are secret, too", async () => {
  const [apiKey, signatureKey, variables] = [canary("apiKey"), canary("signatureKey"), canary("instanceVariables")];
  const injecting: pulumi.ResourceTransformation = ({ props, opts }) => ({
    props: {
      ...props,
      apiKey,
      events: { callbackUrl: "https://receiver.example", signatureKey },
      configuration: { "instance.variables": variables, "pagination.max": 50 },
    },
    opts,
  });
  expect((await registered({ transformations: [injecting] })).properties).toMatchObject({
    apiKey: secret(apiKey),
    events: { callbackUrl: "https://receiver.example", signatureKey: secret(signatureKey) },
    configuration: { "instance.variables": secret(variables), "pagination.max": 50 },
  });
});

test("a child of an instance, which inherits its transformations, is left alone", async () => {
  const registrations = await startProgram();
  const allowing: pulumi.ResourceTransformation = ({ props, opts }) => ({
    props,
    opts: { ...opts, customTimeouts: { create: "10m" } },
  });
  const parent = new Act365Instance("crm", keys(), { transformations: [allowing] });
  const child = new pulumi.ComponentResource("my:component:Child", "child", { a: 1 }, { parent });
  await Promise.all([parent.urn, child.urn].map(resultOf));
  const found = registrations.find(({ name }) => name === "child");
  expect(found?.properties).not.toHaveProperty("customTimeouts");
});

function keys() {
  return { apiKey: canary("apiKey"), developerKey: canary("developerKey") };
}

/** How an instance with these options is registered. */
async function registered(
  opts: pulumi.CustomResourceOptions,
  configuration: Record<string, string> = {},
): Promise<Registration> {
  const registrations = await startProgram(configuration);
  await resultOf(new Act365Instance("crm", keys(), opts).urn);
  const registration = registrations.at(-1);
  if (registration === undefined) throw new Error("nothing was registered");
  return registration;
}
