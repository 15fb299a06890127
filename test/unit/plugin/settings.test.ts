import { UNKNOWN } from "../../../provider/src/lifecycle/model/unknowns";
import { SETTING } from "../../../provider/src/platform/settingNames";
import { plainNames, settingIn, settingProblems } from "../../../provider/src/plugin/settings";

test("all settings, and what the engine adds, are right where their values are", () => {
  const all = { userSecret: "a", organizationSecret: "b", baseUrl: "api.example", ownerTag: true };
  const more = {
    maxConcurrentRequests: 4,
    allowBaseUrlChange: false,
    version: "1.0.0",
    pluginDownloadURL: "github://x",
  };
  expect(settingProblems({ ...all, ...more })).toEqual([]);
  expect(Object.keys({ ...all, ...more })).toEqual(expect.arrayContaining(Object.keys(SETTING)));
});

test("every problem is told, and a value that is not known yet is none", () => {
  const wrong = { baseUrl: "ftp://x", ownerTag: "Off", maxConcurrentRequests: 0, usersecret: "x" };
  expect(settingProblems(wrong)).toHaveLength(4);
  expect(settingProblems(Object.fromEntries(Object.keys(SETTING).map((name) => [name, UNKNOWN])))).toEqual([]);
});

test("settings are found by their keys with namespace", () => {
  expect(settingIn({ baseUrl: "a" })("act365:baseUrl")).toBe("a");
});

test("of the inputs of a provider for dynamic resources only the package's own remain, without namespace", () => {
  const inputs = { "act365:baseUrl": "a", "aws:region": "b", version: "3.0.0" };
  expect(plainNames(inputs)).toEqual({ baseUrl: "a", version: "3.0.0" });
});
