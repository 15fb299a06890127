import { SETTING } from "../../../provider/src/platform/settingNames";

test("the names of the settings are pinned: users' stack configurations and pipelines have them", () => {
  const names = Object.entries(SETTING).map(([name, { key, ...more }]) => [
    name,
    "variable" in more ? { key, variable: more.variable } : { key },
  ]);
  expect(Object.fromEntries(names)).toStrictEqual({
    userSecret: { key: "act365:userSecret", variable: "ACT365_USER_SECRET" },
    organizationSecret: { key: "act365:organizationSecret", variable: "ACT365_ORGANIZATION_SECRET" },
    baseUrl: { key: "act365:baseUrl", variable: "ACT365_BASE_URL" },
    ownerTag: { key: "act365:ownerTag" },
    maxConcurrentRequests: { key: "act365:maxConcurrentRequests" },
    allowBaseUrlChange: { key: "act365:allowBaseUrlChange" },
  });
});

test("the two secrets are marked, and every setting says what it is for", () => {
  const secrets = Object.entries(SETTING).filter(([, setting]) => "secret" in setting);
  expect(secrets.map(([name]) => name)).toEqual(["userSecret", "organizationSecret"]);
  for (const { description } of Object.values(SETTING)) expect(description).toMatch(/^\S.*\.$/);
});
