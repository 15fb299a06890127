import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { Act365Instance } from "../../../provider/src/dynamic/act365Instance";
import { Act365Provider } from "../../../provider/src/dynamic/act365Provider";
import type { Act365InstanceArgs } from "../../../provider/src/dynamic/instanceProperties.generated";
import { canary, thrownBy } from "../../support/canary";
import { type Registration, resultOf, startProgram } from "../../support/program";
import { secret } from "../../support/secretForm";

const TYPE = "pulumi-nodejs:dynamic/act365:Act365Instance";
const PROVIDER_TEXT = 'exports.handler=()=>require("pulumi-act365/provider").provider;';

/** The owner tag as docs/how-it-works.md defines it. */
function ownerTag(urn: string, organization = "acme"): string {
  const hash = createHash("sha256").update(`${organization}|${urn}`).digest("hex").slice(0, 10);
  return `pulumi:shop/dev/${urn.split("::").at(-1)}:${hash}`;
}

const OWNER_TAG = ownerTag(`urn:pulumi:dev::shop::${TYPE}::crm`);

function keys(): Act365InstanceArgs {
  return { apiKey: canary("apiKey"), developerKey: canary("developerKey") };
}

/** Declares an instance and tells how it is registered. */
async function declared(
  args: Act365InstanceArgs = keys(),
  opts?: pulumi.CustomResourceOptions,
  configuration?: Record<string, string>,
): Promise<Registration> {
  const registrations = await startProgram(configuration);
  await resultOf(new Act365Instance("crm", args, opts).urn);
  return last(registrations);
}

function last(registrations: Registration[]): Registration {
  const registration = registrations.at(-1);
  if (registration === undefined) throw new Error("nothing was registered");
  return registration;
}

describe("a declaration", () => {
  test("with only the required inputs registers the resource type and the properties with their defaults, and nothing else", async () => {
    const args = keys();
    const { type, name, properties } = await declared(args);
    expect(type).toBe(TYPE);
    expect(name).toBe("crm");
    expect(properties).toStrictEqual({
      __provider: PROVIDER_TEXT,
      name: "crm",
      apiKey: secret(args.apiKey),
      developerKey: secret(args.developerKey),
      ownerTag: OWNER_TAG,
    });
  });

  test("with all inputs registers all of them, with the credentials as secrets", async () => {
    const [headers, password, signatureKey, own] = ["headers", "password", "signatureKey", "own"].map((label) =>
      canary(label),
    );
    const args: Act365InstanceArgs = {
      ...keys(),
      name: "CRM Europe",
      tags: ["sales", "eu"],
      enabled: false,
      events: {
        callbackUrl: "https://receiver.example",
        pollIntervalMinutes: 5,
        callbackHeaders: headers,
        basicAuth: { username: "hook", password: password ?? "" },
        signatureKey,
        pollers: { todos: { url: "/todos" } },
      },
      configuration: { "pagination.max": 50, "own.secret": own ?? "" },
      verify: true,
      adoptId: "7",
    };
    const { properties } = await declared(args, { customTimeouts: { create: "10m", delete: "1m" } });
    expect(properties).toStrictEqual({
      __provider: PROVIDER_TEXT,
      name: "CRM Europe",
      apiKey: secret(args.apiKey),
      developerKey: secret(args.developerKey),
      tags: ["sales", "eu"],
      enabled: false,
      events: {
        callbackUrl: "https://receiver.example",
        pollIntervalMinutes: 5,
        callbackHeaders: secret(headers),
        basicAuth: { username: "hook", password: secret(password) },
        signatureKey: secret(signatureKey),
        pollers: { todos: { url: "/todos" } },
      },
      configuration: { "pagination.max": 50, "own.secret": secret(own) },
      verify: true,
      adoptId: "7",
      ownerTag: OWNER_TAG,
      customTimeouts: { create: "10m", delete: "1m" },
    });
  });

  test("accepts outputs for all inputs, even outputs that resolve to undefined", async () => {
    const { apiKey, developerKey } = keys();
    const nothing = pulumi.output<undefined>(undefined);
    const { properties } = await declared({
      apiKey: pulumi.output(apiKey),
      developerKey: pulumi.secret(developerKey),
      name: nothing,
      enabled: nothing,
      tags: nothing,
      verify: Promise.resolve(undefined),
    });
    expect(properties).toStrictEqual({
      __provider: PROVIDER_TEXT,
      name: "crm",
      apiKey: secret(apiKey),
      developerKey: secret(developerKey),
      ownerTag: OWNER_TAG,
    });
  });

  test("does not change its arguments, so that two instances may share them", async () => {
    const args = Object.freeze(keys());
    const registrations = await startProgram();
    await Promise.all(["a", "b"].map((name) => resultOf(new Act365Instance(name, args).urn)));
    expect(registrations.map(({ properties }) => properties["name"])).toEqual(["a", "b"]);
    expect(args).not.toHaveProperty("__provider");
  });

  test("cannot set what the constructor sets; what only the provider sets reaches the check, which refuses it", async () => {
    const more = { ...keys(), __provider: "exports.handler=()=>theirs", ownerTag: "theirs", valid: false };
    const { properties } = await declared(more);
    expect(properties).toMatchObject({ __provider: PROVIDER_TEXT, ownerTag: OWNER_TAG, valid: false });
  });

  test("without arguments is an error", async () => {
    await startProgram();
    const error = thrownBy(() => new Act365Instance("crm", undefined as never));
    expect(error).toBeInstanceOf(pulumi.RunError);
    expect(error.message).toBe('Act365Instance "crm" needs apiKey and developerKey');
  });
});

describe("the options", () => {
  test("have their defaults", async () => {
    const { deleteBeforeReplace, additionalSecretOutputs, provider } = await declared();
    expect(deleteBeforeReplace).toBe(true);
    expect(additionalSecretOutputs).toEqual(["token", "apiKey", "developerKey"]);
    expect(provider).toBe("");
  });

  test("may name an explicit provider", async () => {
    const registrations = await startProgram();
    const provider = new Act365Provider("eu");
    await resultOf(new Act365Instance("crm", keys(), { provider }).urn);
    expect(last(registrations).provider).toBe("urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::eu::id-of-eu");
  });

  test.each([{ import: "7" }, { replaceOnChanges: ["name"] }, { deleteBeforeReplace: false }])(
    "that cannot be honored are an error, and nothing is registered: %j",
    async (opts) => {
      const registrations = await startProgram();
      expect(thrownBy(() => new Act365Instance("crm", keys(), opts))).toBeInstanceOf(pulumi.RunError);
      expect(registrations).toEqual([]);
    },
  );
});

test("the outputs resolve to what the provider returned", async () => {
  const token = canary("token");
  const outputs = {
    instanceId: "7",
    token,
    elementId: 764,
    organizationId: 1190,
    accountId: 11111,
    createdDate: "2026-01-02T03:04:05Z",
    valid: true,
    baseUrl: "https://platform.example/elements/api-v2",
  };
  await startProgram({}, outputs);
  const args = { ...keys(), tags: ["sales"], verify: true };
  const instance = new Act365Instance("crm", args);
  for (const [name, value] of Object.entries({
    ...outputs,
    ...args,
    name: "crm",
    ownerTag: OWNER_TAG,
  })) {
    expect([name, await resultOf(instance[name as "token"])]).toEqual([name, value]);
  }
  for (const name of ["events", "configuration", "adoptId"] as const) {
    expect([name, await resultOf(instance[name] as pulumi.Output<unknown>)]).toEqual([name, undefined]);
  }
  expect(await pulumi.isSecret(instance.apiKey)).toBe(true);
  expect(await pulumi.isSecret(instance.developerKey)).toBe(true);
  expect(await pulumi.isSecret(instance.token)).toBe(true);
  expect(instance.token).toBe(instance.token);
});

test("a program that exports the whole instance exports its token as a secret", async () => {
  await startProgram({}, { token: canary("token") });
  const { token } = { ...new Act365Instance("crm", keys()) };
  expect(await pulumi.isSecret(token as pulumi.Output<string>)).toBe(true);
});

describe("get", () => {
  test("reads the instance of that id, with no inputs, and with its keys and token as secrets", async () => {
    const registrations = await startProgram({}, { instanceId: "55", name: "theirs" });
    const instance = Act365Instance.get("other", "55");
    expect(await resultOf(instance.id)).toBe("55");
    expect(await resultOf(instance.name)).toBe("theirs");
    expect(await resultOf(instance.instanceId)).toBe("55");
    expect(registrations).toHaveLength(1);
    expect(last(registrations)).toMatchObject({
      type: TYPE,
      name: "other",
      id: "55",
      additionalSecretOutputs: ["token", "apiKey", "developerKey"],
    });
    expect(last(registrations).properties).toStrictEqual({ __provider: PROVIDER_TEXT });
  });

  test("takes options, the read's time limit among them", async () => {
    const registrations = await startProgram();
    const provider = new Act365Provider("eu");
    await resultOf(Act365Instance.get("other", "55", { provider, customTimeouts: { read: "2m" } }).urn);
    expect(last(registrations).provider).toContain("::eu::id-of-eu");
    expect(last(registrations).properties).toStrictEqual({
      __provider: PROVIDER_TEXT,
      customTimeouts: { read: "2m" },
    });
  });
});

describe("isInstance", () => {
  test("is true for an instance, also one of another copy of this package", async () => {
    await startProgram();
    expect(Act365Instance.isInstance(new Act365Instance("crm", keys()))).toBe(true);
    expect(Act365Instance.isInstance(Act365Instance.get("other", "55"))).toBe(true);
    expect(Act365Instance.isInstance({ __pulumiType: TYPE })).toBe(true);
  });

  test("is false for anything else", async () => {
    await startProgram();
    const others = [undefined, null, "crm", {}, { __pulumiType: "other" }, new Act365Provider("eu"), () => undefined];
    expect(others.map((other) => Act365Instance.isInstance(other))).toEqual(others.map(() => false));
  });
});
