import { canary } from "../support/canary";
import { organization, startPlatform } from "../support/platform";
import { setUpExample } from "./example";

/** A platform with one organization, and the variables in which the README expects its credentials. */
async function platformOf(region: string, id: number) {
  const platform = await startPlatform({ organizations: [{ id, ...organization(region) }] });
  const [{ userSecret, organizationSecret } = organization("")] = platform.organizations;
  const environment = {
    [`${region}_BASE_URL`]: platform.url,
    [`${region}_USER_SECRET`]: userSecret,
    [`${region}_ORGANIZATION_SECRET`]: organizationSecret,
    [`${region}_API_KEY`]: canary(`apiKey${region}`),
  };
  return { platform, environment };
}

test("each organization gets its instance with its own credentials, and destroy deletes both", async () => {
  const us = await platformOf("US", 1);
  const eu = await platformOf("EU", 2);
  // Nothing of one organization may come from the environment to the other.
  const nothing = { ACT365_BASE_URL: "", ACT365_USER_SECRET: "", ACT365_ORGANIZATION_SECRET: "", ACT365_API_KEY: "" };
  const { outputs, nextBlock } = await setUpExample("multi-organization", {
    platform: us.platform,
    environment: { ...nothing, ...us.environment, ...eu.environment },
  });
  await nextBlock();
  const [inUs, inEu] = [us, eu].map(({ platform }) => platform.instances());
  expect(inUs).toEqual([expect.objectContaining({ name: "crm-us", organizationId: 1 })]);
  expect(inEu).toEqual([expect.objectContaining({ name: "crm-eu", organizationId: 2 })]);
  expect(inEu?.[0]?.configuration["username"]).toBe(eu.environment["EU_API_KEY"]);
  const tokens = { us: inUs?.[0]?.token, eu: inEu?.[0]?.token };
  expect(await outputs()).toEqual({ organizationIds: { us: 1, eu: 2 }, tokens });

  expect(JSON.parse(await nextBlock({ showsSecrets: true }))).toEqual(tokens);
  await nextBlock();
  expect([...us.platform.instances(), ...eu.platform.instances()]).toEqual([]);
});
