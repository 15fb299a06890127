import * as pulumi from "@pulumi/pulumi";
import { Act365Instance } from "../../../../provider/src/dynamic/act365Instance";
import { Act365Provider } from "../../../../provider/src/dynamic/act365Provider";
import { warnOfUnknownSettings } from "../../../../provider/src/dynamic/program/unknownSettings";
import { canary } from "../../../support/canary";
import { afterTest } from "../../../support/cleanUp";
import { startProgram } from "../../../support/program";

/** What a program with this stack configuration is warned of. */
async function warnings(
  configuration: Record<string, string>,
  work: () => unknown = warnOfUnknownSettings,
): Promise<unknown[]> {
  await startProgram(configuration);
  const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
  afterTest(() => warn.mockRestore());
  await work();
  return warn.mock.calls.map(([message]) => message);
}

const keys = () => ({ apiKey: canary("apiKey"), developerKey: canary("developerKey") });

test.each([
  ["act365:baseURL", "did you mean act365:baseUrl?"],
  ["act365:base_url", "did you mean act365:baseUrl?"],
  ["act365:organisationSecret", "did you mean act365:organizationSecret?"],
  ["act365:allowBaseURLChanges", "did you mean act365:allowBaseUrlChange?"],
  [
    "act365:region",
    "there are act365:userSecret, act365:organizationSecret, act365:baseUrl, act365:ownerTag, act365:maxConcurrentRequests and " +
      "act365:allowBaseUrlChange",
  ],
])("the setting %s is a warning that names the nearest one, without its value", async (key, hint) => {
  expect(await warnings({ [key]: canary("value") })).toEqual([`${key} is not a setting of pulumi-act365: ${hint}`]);
});

test("known settings, and those of other packages, bring no warning", async () => {
  const known = [
    "userSecret",
    "organizationSecret",
    "baseUrl",
    "ownerTag",
    "maxConcurrentRequests",
    "allowBaseUrlChange",
  ];
  const configuration = Object.fromEntries(known.map((name) => [`act365:${name}`, canary(name)]));
  expect(await warnings({ ...configuration, "shop:baseURL": "x", "act365x:baseURL": "x" })).toEqual([]);
});

test("each program is warned once, whatever it declares, and the next program of the process again", async () => {
  const declare = () => {
    const provider = new Act365Provider("eu");
    for (const name of ["a", "b"]) new Act365Instance(name, keys(), { provider });
  };
  for (let programs = 0; programs < 2; programs += 1) {
    expect(await warnings({ "act365:baseURL": "x", "act365:usersecret": canary("value") }, declare)).toHaveLength(2);
    jest.restoreAllMocks();
  }
});

test("declaring an instance, without an explicit provider, brings the warning, too", async () => {
  expect(await warnings({ "act365:baseURL": "x" }, () => new Act365Instance("crm", keys()))).toHaveLength(1);
});

test("a project named act365 has settings of its own: only those are named that are close to one of ours", async () => {
  const project = jest.spyOn(pulumi, "getProject").mockReturnValue("act365");
  afterTest(() => project.mockRestore());
  expect(await warnings({ "act365:region": "x", "act365:baseURL": "x" })).toEqual([
    "act365:baseURL is not a setting of pulumi-act365: did you mean act365:baseUrl?",
  ]);
});
