import type { Simulator } from "act365-simulator";
import { canary, failureOf, rememberSecret } from "../support/canary";
import { allInClear, inClear, secret, secretPaths } from "../support/secretForm";
import { OWNER_TAG, setUp, up } from "./setUp";

function byHand(platform: Simulator, name: string, tags: string[] = []) {
  const made = platform.others.create({ name, tags, configuration: { username: canary("apiKey") } });
  rememberSecret("token", made.token);
  return made;
}

const GET = "act365:index:getInstance";
const LIST = "act365:index:listInstances";

test("getInstance finds by id, name and tag, with the token as a secret and without the vendor's keys", async () => {
  const { platform, provider } = await setUp();
  const made = byHand(platform, "by hand", ["sales"]);
  byHand(platform, "another");
  const [organization] = platform.organizations;
  const expected = {
    ...{ instanceId: String(made.id), name: "by hand", token: made.token, tags: ["sales"], enabled: true, valid: true },
    ...{ createdDate: made.createdDate, organizationId: organization?.id, accountId: organization?.accountId },
    elementId: expect.any(Number),
  };
  for (const args of [
    { id: String(made.id) },
    { name: "by hand" },
    { tag: "sales" },
    { id: null, tag: secret("sales") },
  ]) {
    const { result = {} } = await provider.invoke(GET, args);
    expect(allInClear(result)).toEqual(expected);
    expect(secretPaths(result)).toEqual(["token"]);
  }
});

test("the owner tag is told apart from the tags", async () => {
  const { provider } = await setUp();
  const { id } = await up(provider);
  expect((await provider.invoke(GET, { id })).result).toMatchObject({ ownerTag: OWNER_TAG, tags: ["sales"] });
});

test("an instance that does not exist, or several, are errors that list what there is", async () => {
  const { platform, provider } = await setUp();
  const [one, two] = [byHand(platform, "crm", ["sales"]), byHand(platform, "crm", ["sales"])];
  const none = await failureOf(provider.invoke(GET, { name: "cmr" }));
  expect(none.message).toMatch(/^There is no Act! 365 instance with the name "cmr"\. There are: /);
  expect(none.message).toContain(`${one.id} (crm)`);
  const several = await failureOf(provider.invoke(GET, { tag: "sales" }));
  expect(several.message).toMatch(/^2 Act! 365 instances have the tag "sales": /);
  expect(several.message).toContain(`${two.id} (crm)`);
});

test.each([
  [GET, {}, "getInstance takes exactly one of id, name and tag"],
  [GET, { id: "1", name: "crm" }, "getInstance takes exactly one of id, name and tag"],
  [GET, { nam: "crm" }, "nam is not known, did you mean name?"],
  [GET, { id: 5 }, "getInstance takes id (a string)"],
  [LIST, { tags: "sales" }, "listInstances takes tags (a list of strings) and searchText (a string)"],
  [LIST, { searchTxt: "crm" }, "searchTxt is not known, did you mean searchText?"],
])("%s does not take %j", async (token, args, reason) => {
  const { platform, provider } = await setUp();
  expect(await provider.invoke(token, args)).toEqual({
    result: undefined,
    failures: [expect.stringContaining(reason)],
  });
  expect(platform.requests).toEqual([]);
});

test("listInstances gives all, or those with all tags and a text", async () => {
  const { platform, provider } = await setUp();
  byHand(platform, "crm eu", ["sales", "eu"]);
  byHand(platform, "crm us", ["sales"]);
  byHand(platform, "shop", ["eu"]);
  const names = async (args: Record<string, unknown>) => {
    const { result = {} } = await provider.invoke(LIST, args);
    const { instances } = inClear(result) as { instances: { name: string }[] };
    expect(secretPaths(result).sort()).toEqual(instances.map((_, index) => `instances.${index}.token`));
    return instances.map(({ name }) => name).sort();
  };
  expect(await names({})).toEqual(["crm eu", "crm us", "shop"]);
  expect(await names({ tags: ["sales", "eu"] })).toEqual(["crm eu"]);
  expect(await names({ tags: ["eu"], searchText: "crm" })).toEqual(["crm eu"]);
});
