import * as pulumi from "@pulumi/pulumi";
import { Act365Instance } from "../../../provider/src/dynamic/act365Instance";
import { instanceOptions } from "../../../provider/src/dynamic/options";
import { canary, thrownBy } from "../../support/canary";
import { type Registration, resultOf, startProgram } from "../../support/program";

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

  test("include those of the program", () => {
    const options = instanceOptions(
      { additionalSecretOutputs: ["name"], customTimeouts: { update: "1m" } },
      true,
      "crm",
    );
    expect(options.additionalSecretOutputs).toEqual(["token", "apiKey", "developerKey", "name"]);
    expect(options.customTimeouts).toEqual({ update: "1m" });
  });

  test("may create the replacement before deleting where owner tags are switched off", () => {
    expect(instanceOptions({ deleteBeforeReplace: false }, false, "crm").deleteBeforeReplace).toBe(false);
    expect(instanceOptions({}, false, "crm").deleteBeforeReplace).toBe(true);
  });

  test("may repeat what is the default anyway", () => {
    const nothing = { import: undefined, replaceOnChanges: [], deleteBeforeReplace: true } as never;
    expect(instanceOptions(nothing, true, "crm").deleteBeforeReplace).toBe(true);
  });
});

describe("the defaults stay", () => {
  const PLUGIN = { type: "act365:index:Instance" };
  const DEFAULTS = {
    deleteBeforeReplace: true,
    aliases: [PLUGIN],
    additionalSecretOutputs: ["token", "apiKey", "developerKey"],
  };

  test("where an option is given as undefined", () => {
    const undecided = { deleteBeforeReplace: undefined, additionalSecretOutputs: undefined };
    expect(instanceOptions(undecided as never, true, "crm")).toEqual(DEFAULTS);
  });

  test("and the instance that the plugin made is the same one, besides the program's own aliases", () => {
    const aliases = [{ name: "former" }];
    expect(instanceOptions({ aliases }, true, "crm").aliases).toEqual([{ name: "former" }, PLUGIN]);
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

  test("is not an error in a transformation: the SDK may not end a program that fails in one", async () => {
    const setting: pulumi.ResourceTransformation = ({ props, opts }) => ({ props, opts: { ...opts, ...option } });
    expect(await registered({ transformations: [setting] })).toMatchObject({ name: "crm" });
  });
});

describe("timeouts", () => {
  test("reach the provider, to which the stock plugin does not pass the option", async () => {
    expect((await registered({ customTimeouts: { create: "10m" } })).properties["customTimeouts"]).toEqual({
      create: "10m",
    });
  });
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
