import * as pulumi from "@pulumi/pulumi";
import { Act365Provider } from "../../../provider/src/dynamic/act365Provider";
import { canary, thrownBy } from "../../support/canary";
import { resultOf, startProgram } from "../../support/program";
import { secret } from "../../support/secretForm";

test("an explicit provider is a provider of the pulumi-nodejs package, and passes its settings on under the names of the configuration", async () => {
  const registrations = await startProgram();
  const [userSecret, organizationSecret] = [canary("userSecret"), canary("organizationSecret")];
  const args = {
    baseUrl: "api.cloud-elements.co.uk",
    userSecret,
    organizationSecret,
    maxConcurrentRequests: 4,
    allowBaseUrlChange: true,
  };
  await resultOf(new Act365Provider("eu", args).urn);
  expect(registrations).toMatchObject([{ type: "pulumi:providers:pulumi-nodejs", name: "eu" }]);
  expect(registrations[0]?.properties).toStrictEqual({
    "act365:baseUrl": "api.cloud-elements.co.uk",
    "act365:userSecret": secret(userSecret),
    "act365:organizationSecret": secret(organizationSecret),
    // Provider configuration is text.
    "act365:maxConcurrentRequests": "4",
    "act365:allowBaseUrlChange": "true",
  });
});

test.each([[undefined], [{}], [{ baseUrl: undefined, maxConcurrentRequests: pulumi.output<undefined>(undefined) }]])(
  "what is not given is not passed on, so that the environment decides",
  async (args) => {
    const registrations = await startProgram();
    await resultOf(new Act365Provider("eu", args).urn);
    expect(registrations[0]?.properties).toStrictEqual({});
  },
);

test("settings may be outputs, and secrets stay secret", async () => {
  const registrations = await startProgram();
  const [userSecret, organizationSecret] = [canary("userSecret"), canary("organizationSecret")];
  const provider = new Act365Provider("eu", {
    userSecret: pulumi.output(userSecret),
    organizationSecret: pulumi.secret(organizationSecret),
    maxConcurrentRequests: pulumi.output(2),
    allowBaseUrlChange: pulumi.output(false),
  });
  await resultOf(provider.urn);
  expect(registrations[0]?.properties).toStrictEqual({
    "act365:userSecret": secret(userSecret),
    "act365:organizationSecret": secret(organizationSecret),
    "act365:maxConcurrentRequests": "2",
    "act365:allowBaseUrlChange": "false",
  });
});

test("options are those of any resource", async () => {
  const registrations = await startProgram();
  const component = new pulumi.ComponentResource("my:component:Crm", "parent");
  const provider = new Act365Provider("eu", {}, { parent: component });
  expect(await resultOf(provider.urn)).toContain("my:component:Crm$pulumi:providers:pulumi-nodejs::eu");
  expect(registrations).toHaveLength(2);
});

test.each(["organisationSecret", "apiKey", "__proto"])(
  "an unknown argument is an error, since a misspelled secret would fall back to the environment's: %s",
  async (name) => {
    const registrations = await startProgram();
    const error = thrownBy(() => new Act365Provider("eu", { userSecret: "u", [name]: canary("value") }));
    expect(error).toBeInstanceOf(pulumi.RunError);
    expect(error.message).toBe(
      `Act365Provider "eu": ${name} is not known; it takes baseUrl, userSecret, organizationSecret, maxConcurrentRequests, allowBaseUrlChange`,
    );
    expect(registrations).toEqual([]);
  },
);
