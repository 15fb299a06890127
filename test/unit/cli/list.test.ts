import { command, madeByHand, setUpCommand } from "../../support/command";
import { organization, startPlatform } from "../../support/platform";

const OWNER_TAG = "pulumi:shop/dev/crm:0123456789";

async function setUpWithThree() {
  const simulator = await startPlatform();
  const crm = madeByHand(simulator, "crm", { tags: ["sales", "eu", OWNER_TAG] });
  const support = madeByHand(simulator, "support", { tags: ["sales"] });
  const other = madeByHand(simulator, "other");
  simulator.others.change(Number(support.id), { disabled: true, valid: false });
  return { simulator, setup: setUpCommand(simulator), crm, support, other };
}

test("list prints each instance with the declaration that owns it, and no token", async () => {
  const { setup, crm, support, other } = await setUpWithThree();
  const { status, output, messages } = await command(setup, "list");
  const lines = output.split("\n").map((line) => line.split(/ {2,}/));
  const created = crm.createdDate.slice(0, 10);
  expect(lines).toEqual([
    ["ID", "NAME", "TAGS", "CREATED", "VALID", "ENABLED", "OWNER"],
    [crm.id, "crm", "eu, sales", created, "yes", "yes", "shop/dev/crm"],
    [support.id, "support", "sales", created, "no", "no"],
    [other.id, "other", created, "yes", "yes"],
    [""],
  ]);
  expect(messages).toBe("");
  expect(status).toBe(0);
});

test("list --json prints an array without tokens, list --json --show-secrets one with them", async () => {
  const { setup, crm } = await setUpWithThree();
  const { createdDate, token } = crm;
  const owner = { project: "shop", stack: "dev", resource: "crm" };
  const expected = { id: crm.id, name: "crm", tags: ["eu", "sales"], createdDate, valid: true, enabled: true, owner };
  expect(JSON.parse((await command(setup, "list", "--json")).output)[0]).toEqual(expected);
  const shown = await command(setup, "list", "--json", "--show-secrets");
  expect(JSON.parse(shown.output)[0]).toEqual({ ...expected, token });
  expect((await command(setup, "list", "--show-secrets")).output).toContain(token);
});

test("an instance with null for its tags is listed like one without any", async () => {
  const { simulator, setup } = await setUpWithThree();
  const body = '[{"id":7,"name":"odd","tags":null,"valid":true,"disabled":false},{"id":8,"name":"other"}]';
  simulator.faults.add({ method: "GET", path: "/elements/*/instances", fault: { kind: "body", body } });
  const { status, output } = await command(setup, "list", "--json");
  expect(JSON.parse(output)).toMatchObject([
    { id: "7", name: "odd", tags: [], owner: null },
    { id: "8", name: "other", tags: [], owner: null },
  ]);
  expect(status).toBe(0);
});

test("--tag and --search choose instances, and none at all is no problem", async () => {
  const { setup } = await setUpWithThree();
  const names = async (...args: string[]) =>
    JSON.parse((await command(setup, "list", "--json", ...args)).output).map(({ name }: { name: string }) => name);
  expect(await names("--tag", "sales")).toEqual(["crm", "support"]);
  expect(await names("--search", "supp")).toEqual(["support"]);
  expect(await names("--tag=sales", "--search=crm")).toEqual(["crm"]);
  expect(await names("--tag", "nothing")).toEqual([]);
  expect(await command(setup, "list", "--tag", "nothing")).toEqual({
    status: 0,
    output: "",
    messages: "No instances.\n",
  });
});

test("a table fits the terminal, and progress is shown there alone", async () => {
  const { simulator, setup } = await setUpWithThree();
  madeByHand(simulator, "a name that is far too long for any terminal that is only seventy columns wide");
  const { output, messages } = await command({ ...setup, columns: 70 }, "list");
  expect(output.split("\n").every((line) => line.length <= 70)).toBe(true);
  expect(output).toContain("a name that is…".slice(0, 8));
  expect(messages).toContain("4 of 4 instances…");
});

test("control characters in names do not reach the terminal", async () => {
  const { simulator, setup } = await setUpWithThree();
  madeByHand(simulator, "red \u001b[31m and \u0007 two\nlines");
  const { output } = await command(setup, "list");
  expect(output).toContain("red and two lines");
  expect(output).not.toContain("\u001b");
});

test("the stack's configuration wins over the environment, which serves where there is no project", async () => {
  const { simulator, setup } = await setUpWithThree();
  const [{ userSecret = "", organizationSecret = "" } = {}] = simulator.organizations;
  const wrong = organization("wrong");
  setup.environment = { ACT365_USER_SECRET: wrong.userSecret, ACT365_ORGANIZATION_SECRET: wrong.organizationSecret };
  expect((await command(setup, "list")).status).toBe(0);

  setup.environment = {
    ACT365_USER_SECRET: userSecret,
    ACT365_ORGANIZATION_SECRET: organizationSecret,
    ACT365_BASE_URL: simulator.url,
  };
  const { status, output, messages } = await command(setup, "list", "--cwd", "/");
  expect(status).toBe(0);
  expect(output).toContain("support");
  expect(messages).toContain("warning: using only the credentials in the environment: There is no Pulumi.yaml in /");

  const named = await command(setup, "list", "--cwd", "/", "--stack", "prod");
  expect(named).toMatchObject({ status: 1, output: "" });
});

test("without a project and credentials, the error names both ways to give them", async () => {
  const { setup } = await setUpWithThree();
  const { status, messages } = await command(setup, "list", "--cwd", "/");
  expect(status).toBe(1);
  expect(messages).toMatch(/name its folder with --cwd, or set ACT365_USER_SECRET and ACT365_ORGANIZATION_SECRET\n$/);
  // It needs the state.
  expect((await command(setup, "orphans", "--cwd", "/")).messages).not.toContain("ACT365_USER_SECRET");
});

test("a failure of pulumi or of the platform is an error of one line, with status 1", async () => {
  const { simulator, setup } = await setUpWithThree();
  setup.pulumi["stack --show-name"] = {
    status: 255,
    says: "error: no stack selected; please use `pulumi stack select`",
  };
  expect(await command(setup, "list")).toEqual({
    status: 1,
    output: "",
    messages: "error: pulumi stack --show-name failed: no stack selected; please use `pulumi stack select`\n",
  });
  simulator.faults.add({ method: "GET", fault: { kind: "status", status: 401 } });
  const refused = await command(setup, "list", "--stack", "dev");
  expect(refused.status).toBe(1);
  expect(refused.messages).toMatch(
    /^error: GET \/elements\/actessentials\/instances returned 401: .*act365:userSecret.*\n$/,
  );
});

test("Ctrl-C ends a request that has no response: status 130", async () => {
  const { simulator, setup } = await setUpWithThree();
  const interruption = new AbortController();
  simulator.faults.add({ method: "GET", fault: { kind: "stall", when: "beforeHeaders" } });
  simulator.onRequest(() => interruption.abort());
  const { status, messages } = await command({ ...setup, signal: interruption.signal }, "list");
  expect({ status, messages }).toEqual({ status: 130, messages: "Interrupted\n" });
});
