import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { Act365Instance } from "../../../provider/src/dynamic/act365Instance";
import { declarationMark, ownerTagSetting } from "../../../provider/src/dynamic/ownerTag";
import { canary, thrownBy } from "../../support/canary";
import { resultOf, startProgram } from "../../support/program";

const TYPE = "pulumi-nodejs:dynamic/act365:Act365Instance";
const URN = `urn:pulumi:dev::shop::${TYPE}::crm`;

/** The owner tag as docs/how-it-works.md defines it. */
function ownerTag(urn: string, organization = "acme"): string {
  const hash = createHash("sha256").update(`${organization}|${urn}`).digest("hex").slice(0, 10);
  return `pulumi:shop/dev/${urn.split("::").at(-1)}:${hash}`;
}

/** The owner tag that a declaration registers. */
async function registered(
  opts: pulumi.CustomResourceOptions = {},
  configuration: Record<string, string> = {},
  organization: string | null = "acme",
): Promise<unknown> {
  const registrations = await startProgram(configuration, {}, organization);
  const keys = { apiKey: canary("apiKey"), developerKey: canary("developerKey") };
  await resultOf(new Act365Instance("crm", keys, opts).urn);
  return registrations.at(-1)?.properties["ownerTag"];
}

describe("the owner tag", () => {
  test("is that of the URN, which the engine makes of the same parts", async () => {
    expect(await registered()).toBe(ownerTag(URN));
    const instance = new Act365Instance("crm", { apiKey: canary("a"), developerKey: canary("d") });
    expect(await resultOf(instance.urn)).toBe(URN);
  });

  test("differs between components", async () => {
    await startProgram();
    const parent = new pulumi.ComponentResource("my:component:Crm", "eu");
    const urn = `urn:pulumi:dev::shop::my:component:Crm$${TYPE}::crm`;
    const mark = declarationMark(TYPE, "crm", parent, "true");
    expect("ownerTag" in mark && (await mark.ownerTag)).toBe(ownerTag(urn));
    expect(ownerTag(urn)).not.toBe(ownerTag(URN));
  });

  test("depends on nothing: two instances in one component do not wait for each other", async () => {
    const registrations = await startProgram();
    const parent = new pulumi.ComponentResource("my:component:Crm", "eu");
    const keys = () => ({ apiKey: canary("apiKey"), developerKey: canary("developerKey") });
    const instances = ["a", "b"].map((name) => new Act365Instance(name, keys(), { parent }));
    await Promise.all(instances.map(({ urn }) => resultOf(urn)));
    expect(registrations.map(({ name }) => name)).toEqual(["eu", "a", "b"]);
  });

  test.each(["true", ""])("is the usual one with act365:ownerTag %j", async (setting) => {
    expect(await registered({}, { "act365:ownerTag": setting })).toBe(ownerTag(URN));
  });

  test("is switched off by act365:ownerTag false", async () => {
    expect(await registered({}, { "act365:ownerTag": "false" })).toBeUndefined();
    const parent = new pulumi.ComponentResource("my:component:Crm", "eu");
    expect(declarationMark(TYPE, "crm", parent, "false")).not.toHaveProperty("ownerTag");
  });

  test("is replaced by a hash of the URN where it is switched off, so that two components are still told apart", async () => {
    const registrations = await startProgram({ "act365:ownerTag": "false" });
    const keys = () => ({ apiKey: canary("apiKey"), developerKey: canary("developerKey") });
    const parent = new pulumi.ComponentResource("my:component:Crm", "eu");
    for (const opts of [{}, { parent }]) await resultOf(new Act365Instance("crm", keys(), opts).urn);
    const hash = (urn: string) => createHash("sha256").update(urn).digest("hex").slice(0, 10);
    expect(registrations.slice(1).map(({ properties }) => properties["declaredBy"])).toEqual([
      hash(URN),
      hash(`urn:pulumi:dev::shop::my:component:Crm$${TYPE}::crm`),
    ]);
  });

  test("comes without such a hash where it is on: states of older versions have none", async () => {
    const registrations = await startProgram();
    await resultOf(new Act365Instance("crm", { apiKey: canary("a"), developerKey: canary("d") }).urn);
    expect(registrations[0]?.properties).not.toHaveProperty("declaredBy");
  });

  test("has any other text of act365:ownerTag instead of the organization", async () => {
    expect(await registered({}, { "act365:ownerTag": "backend-2" })).toBe(ownerTag(URN, "backend-2"));
  });

  test("needs no organization among the mocks of a program's unit test", async () => {
    expect(await registered({}, {}, null)).toBe(ownerTag(URN, "organization"));
  });
});

test.each([
  [{}, "true"],
  [{ "act365:ownerTag": "" }, "true"],
  [{ "act365:ownerTag": "false" }, "false"],
  [{ "act365:ownerTag": "backend-2" }, "backend-2"],
])("with the stack configuration %j, the setting is %s", async (configuration, setting) => {
  await startProgram(configuration as Record<string, string>);
  expect(ownerTagSetting()).toBe(setting);
});

describe("a boolean in act365:ownerTag that is spelled another way", () => {
  test.each([
    ["False", "false"],
    ["FALSE", "false"],
    ["off", "false"],
    ["No", "false"],
    ["false ", "false"],
    ["True", "true"],
    ["yes", "true"],
    ["on", "true"],
  ])("%j is an error of the constructor that names %s, and nothing is registered", async (setting, meant) => {
    const registrations = await startProgram({ "act365:ownerTag": setting });
    const keys = { apiKey: canary("apiKey"), developerKey: canary("developerKey") };
    const error = thrownBy(() => new Act365Instance("crm", keys));
    expect(error).toBeInstanceOf(pulumi.RunError);
    expect(error.message).toBe(
      `act365:ownerTag is ${JSON.stringify(setting)}, but must be spelled ${meant}: run pulumi config set act365:ownerTag ${meant}`,
    );
    expect(registrations).toEqual([]);
  });

  test.each(["0", "falsehood", "north", "yes-men"])("%s is an organization's text", async (setting) => {
    expect(await registered({}, { "act365:ownerTag": setting })).toBe(ownerTag(URN, setting));
  });
});
