import * as pulumi from "@pulumi/pulumi";
import type { Simulator } from "act365-simulator";
import { Act365Provider } from "../../../../provider/src/dynamic/act365Provider";
import {
  type GetAct365InstanceArgs,
  getAct365Instance,
  getAct365InstanceOutput,
} from "../../../../provider/src/dynamic/lookups/getAct365Instance";
import { listAct365Instances } from "../../../../provider/src/dynamic/lookups/listAct365Instances";
import { canary, failureOf, rememberSecret } from "../../../support/canary";
import { linkTo } from "../../../support/errorPage";
import { configurationFor, organization, startPlatform } from "../../../support/platform";

const OWNER_TAG = "pulumi:project/dev/crm:0123456789";

/** The program's stack configuration leads to this organization of the simulator. */
function configure(simulator: Simulator, index = 0): void {
  pulumi.runtime.setAllConfig(configurationFor(simulator, index) as Record<string, string>);
}

function addInstance(simulator: Simulator, name: string, tags: string[] = [], organizationId?: number) {
  const configuration = { username: canary("apiKey"), password: canary("developerKey") };
  const made = simulator.others.create({ name, tags, configuration, ...(organizationId ? { organizationId } : {}) });
  rememberSecret("token", made.token);
  return made;
}

/** The value of an output, and whether it is secret. */
async function resolved<T>(output: pulumi.Output<T>): Promise<{ value: T; secret: boolean }> {
  const secret = await pulumi.isSecret(output);
  return {
    value: await new Promise((resolve) => pulumi.unsecret(output).apply((value) => resolve(value as T))),
    secret,
  };
}

// Mocks stay for good once they are set; these tests mean a program without any, but for the last ones.
const withoutMocks = () => jest.spyOn(pulumi.runtime, "getMonitor").mockReturnValue(undefined);

beforeEach(() => {
  withoutMocks();
});

afterEach(() => {
  jest.restoreAllMocks();
  pulumi.runtime.setAllConfig({});
});

test("an instance with null for its tags does not keep others from being found", async () => {
  const simulator = await startPlatform();
  configure(simulator);
  const crm = addInstance(simulator, "crm", ["sales"]);
  const odd = addInstance(simulator, "odd");
  const body = JSON.stringify([{ ...odd, tags: null }, crm]);
  simulator.faults.add({ path: "/elements/*/instances", call: "every", fault: { kind: "body", body } });
  expect((await getAct365Instance({ name: "odd" })).tags).toEqual([]);
  expect((await getAct365Instance({ tag: "sales" })).instanceId).toBe(String(crm.id));
  expect(await listAct365Instances()).toHaveLength(2);
});

test("an instance is found by its id, its name and a tag, with the credentials of the stack configuration", async () => {
  const simulator = await startPlatform();
  configure(simulator);
  const crm = addInstance(simulator, "crm", ["sales", OWNER_TAG]);
  addInstance(simulator, "crm-test");
  const ways: GetAct365InstanceArgs[] = [{ id: String(crm.id) }, { name: "crm" }, { tag: "sales" }];
  for (const way of ways) {
    const { token, ...found } = await getAct365Instance(way);
    expect(found).toEqual({
      instanceId: String(crm.id),
      name: "crm",
      tags: ["sales"],
      enabled: true,
      valid: true,
      createdDate: crm.createdDate,
      elementId: 7213,
      organizationId: crm.organizationId,
      accountId: simulator.organizations[0]?.accountId,
      ownerTag: OWNER_TAG,
    });
    expect(await resolved(token)).toEqual({ value: crm.token, secret: true });
  }
});

test("the tags never include owner tags, however many an instance carries", async () => {
  const simulator = await startPlatform();
  configure(simulator);
  addInstance(simulator, "crm", ["sales", OWNER_TAG, "pulumi:project/dev/other:0123456789", "pulumi: not one"]);
  const { tags, ownerTag } = await getAct365Instance({ name: "crm" });
  expect([...tags].sort()).toEqual(["pulumi: not one", "sales"]);
  expect(ownerTag).toMatch(/^pulumi:project\/dev\/(crm|other):0123456789$/);
});

test("the instance that was probably meant is listed first", async () => {
  const simulator = await startPlatform();
  configure(simulator);
  const long = "x".repeat(200);
  const [support, sales, crm] = [
    addInstance(simulator, "Support", ["pipeline"]),
    addInstance(simulator, `Sales ${long}`, ["other", "prod-eu"]),
    addInstance(simulator, "Sales CRM", []),
  ];
  const first = async (wanted: Parameters<typeof getAct365Instance>[0]) =>
    /There are: (\d+) /.exec((await failureOf(getAct365Instance(wanted))).message)?.[1];
  expect(await first({ name: "sales crn" })).toBe(String(crm.id));
  expect(await first({ name: "suport" })).toBe(String(support.id));
  expect(await first({ name: `Sale ${long}` })).toBe(String(sales.id));
  expect(await first({ tag: "prod-ue" })).toBe(String(sales.id));
  expect(await first({ id: `${crm.id}9` })).toBe(String(crm.id));
});

test("no match and several matches are errors that list the candidates", async () => {
  const simulator = await startPlatform();
  configure(simulator);
  const [one, two] = [addInstance(simulator, "crm", ["sales"]), addInstance(simulator, "crm", ["sales"])];
  const there = `${one.id} (crm), ${two.id} (crm)`;
  const errors = await Promise.all([
    failureOf(getAct365Instance({ name: "erp" })),
    failureOf(getAct365Instance({ id: "999" })),
    failureOf(getAct365Instance({ name: "crm" })),
    failureOf(getAct365Instance({ tag: "sales" })),
  ]);
  const link = linkTo("look-up-failed");
  expect(errors.map(({ message }) => message)).toEqual([
    `There is no Act! 365 instance with the name "erp". There are: ${there}${link}`,
    `There is no Act! 365 instance with the id 999. There are: ${there}${link}`,
    `2 Act! 365 instances have the name "crm": ${there}. Look one of them up by its id${link}`,
    `2 Act! 365 instances have the tag "sales": ${there}. Look one of them up by its id${link}`,
  ]);
});

test("a failure is an error of which the engine shows only the message", async () => {
  const simulator = await startPlatform();
  configure(simulator);
  expect(await failureOf(getAct365Instance({ name: "none" }))).toBeInstanceOf(pulumi.RunError);
  pulumi.runtime.setAllConfig({});
  expect(await failureOf(listAct365Instances())).toBeInstanceOf(pulumi.RunError);
});

test("where the credentials see no instance, the error says so", async () => {
  const simulator = await startPlatform();
  configure(simulator);
  expect((await failureOf(getAct365Instance({ name: "erp" }))).message).toMatch(/see no instance at all/);
});

test("the output form accepts outputs, and its result is secret as a whole", async () => {
  const simulator = await startPlatform();
  configure(simulator);
  const crm = addInstance(simulator, "crm");
  const { value, secret } = await resolved(getAct365InstanceOutput({ name: pulumi.output("crm") }));
  expect(secret).toBe(true);
  expect(value.token).toBe(crm.token);
});

test("an explicit provider's credentials are used, also when they are outputs", async () => {
  const simulator = await startPlatform({ organizations: [organization("A"), organization("B")] });
  configure(simulator, 0);
  const other = simulator.organizations[1];
  addInstance(simulator, "of A");
  addInstance(simulator, "of B", [], other?.id);
  jest.restoreAllMocks();
  await pulumi.runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) });
  const provider = new Act365Provider("b", {
    baseUrl: simulator.url,
    userSecret: pulumi.output(other?.userSecret),
    organizationSecret: pulumi.secret(other?.organizationSecret),
  });
  withoutMocks();
  const found = await listAct365Instances({}, { provider });
  expect(found.map(({ name }) => name)).toEqual(["of B"]);
  expect((await resolved(getAct365InstanceOutput({ name: "of B" }, { provider }))).value.name).toBe("of B");
});

test("a list has the instances that carry all tags and match the text", async () => {
  const simulator = await startPlatform();
  configure(simulator);
  addInstance(simulator, "crm", ["sales", "emea"]);
  addInstance(simulator, "crm two", ["sales"]);
  const names = async (args: Parameters<typeof listAct365Instances>[0]) =>
    (await listAct365Instances(args)).map(({ name }) => name).sort();
  expect(await names({})).toEqual(["crm", "crm two"]);
  expect(await names({ tags: ["sales", "emea"] })).toEqual(["crm"]);
  expect(await names({ searchText: "two" })).toEqual(["crm two"]);
  expect(await names({ tags: ["none"] })).toEqual([]);
});

test("with mocks, the mock replies, and nothing is sent", async () => {
  const simulator = await startPlatform();
  configure(simulator);
  const asked: pulumi.runtime.MockCallArgs[] = [];
  jest.restoreAllMocks();
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
    call(args) {
      asked.push(args);
      const instance = { instanceId: "7", name: "crm", token: "mocked" };
      return args.token.endsWith("listAct365Instances") ? { instances: [instance] } : instance;
    },
  });
  const found = await getAct365Instance({ name: "crm" });
  expect(found.instanceId).toBe("7");
  expect((await resolved(found.token)).value).toBe("mocked");
  expect((await listAct365Instances()).map(({ instanceId }) => instanceId)).toEqual(["7"]);
  expect(asked.map(({ token, inputs }) => [token, inputs])).toEqual([
    ["act365:index:getAct365Instance", { name: "crm" }],
    ["act365:index:listAct365Instances", {}],
  ]);
  expect(simulator.requests).toEqual([]);
});

test.each([{}, { id: "1", name: "crm" }, { id: "" }, { token: "x" }])("arguments %j are refused", async (args) => {
  const error = await failureOf(getAct365Instance(args as unknown as GetAct365InstanceArgs));
  expect(error.message).toMatch(/^getAct365Instance takes one of id, name and tag/);
});

test("a provider of another kind is refused", async () => {
  jest.restoreAllMocks();
  await pulumi.runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) });
  class Other extends pulumi.ProviderResource {}
  const provider = new Other("aws", "other", {});
  withoutMocks();
  const error = await failureOf(getAct365Instance({ name: "crm" }, { provider }));
  expect(error.message).toMatch(/takes an Act365Provider/);
});
