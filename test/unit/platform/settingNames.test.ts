import { SETTING } from "../../../provider/src/platform/settingNames";

test("the names of the settings are pinned: users' stack configurations and pipelines have them", () => {
  expect(SETTING).toStrictEqual({
    userSecret: { key: "act365:userSecret", variable: "ACT365_USER_SECRET" },
    organizationSecret: { key: "act365:organizationSecret", variable: "ACT365_ORGANIZATION_SECRET" },
    baseUrl: { key: "act365:baseUrl", variable: "ACT365_BASE_URL" },
    ownerTag: { key: "act365:ownerTag" },
    maxConcurrentRequests: { key: "act365:maxConcurrentRequests" },
    allowBaseUrlChange: { key: "act365:allowBaseUrlChange" },
  });
});
