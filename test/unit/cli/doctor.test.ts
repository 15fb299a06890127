import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import { dirname, join } from "node:path";
import { canary } from "../../support/canary";
import { type CommandSetup, command, configure, madeByHand, setUpCommand, stateWith } from "../../support/command";
import { examine, executable, type Finding, healthy, named, problems, text } from "../../support/doctor";
import { organization, startPlatform } from "../../support/platform";
import { selfSigned } from "../platform/http/certificate";
import { closedPort, listen } from "../platform/http/servers";

test("without problems, doctor says what it found, line by line: status 0", async () => {
  const { simulator, setup } = await healthy();
  const { status, output, messages } = await command(setup, "doctor");
  expect(output.split("\n").map((line) => line.slice(0, 22).trim().split(/ {2,}/))).toEqual([
    ...["stack", "base URL", "credentials", "organization", "element", "clock"].map((check) => ["ok", check]),
    ...["Node.js", "Pulumi CLI", "Pulumi SDK", "plugin", "package"].map((check) => ["ok", check]),
    [""],
  ]);
  expect(output).toContain(`${simulator.url} is reachable`);
  expect(output).toContain("accepted: user secret from stack configuration act365:userSecret");
  expect(output).toContain("id 1190");
  expect(messages).toBe("");
  expect(status).toBe(0);
});

test("on a terminal long findings are wrapped in their column; in a pipe each check stays one line", async () => {
  const { setup } = await healthy();
  const inPipe = (await command(setup, "doctor")).output;
  const onTerminal = (await command({ ...setup, columns: 80 }, "doctor")).output;
  expect(Math.max(...inPipe.split("\n").map((line) => line.length))).toBeGreaterThan(100);
  // Only a path may be longer than the terminal is wide.
  const long = onTerminal.split("\n").filter((line) => line.length > 80 && !line.includes("/"));
  expect(long).toEqual([]);
  expect(onTerminal.replace(/\n {23}/g, " ")).toBe(inPipe);
});

test("the help names the checks in the order in which they are done", async () => {
  const { setup } = await healthy();
  const { output } = await command(setup, "doctor", "--help");
  const { found } = await examine(setup);
  const [, names = ""] = /Checks ([\s\S]+?),\sin this\sorder/.exec(output) ?? [];
  expect(names.split(/,\s|\sand\s/)).toEqual(found.map(({ check }) => check));
});

test("what depends on a failed check is skipped, and what does not is still checked", async () => {
  const { setup } = await healthy();
  configure(setup, "baseUrl", `http://127.0.0.1:${await closedPort()}`);
  const { found } = await examine(setup);
  expect(found.filter(({ result }) => result === "skipped").map(({ check }) => check)).toEqual([
    "credentials",
    "organization",
    "element",
    "clock",
  ]);
  expect(named(found, "package")?.result).toBe("ok");
});

test("a refused connection is a problem of the network", async () => {
  const { setup } = await healthy();
  configure(setup, "baseUrl", `http://127.0.0.1:${await closedPort()}`);
  const { status, found } = await examine(setup);
  expect(status).toBe(1);
  expect(problems(found)).toEqual(["base URL"]);
  expect(text(named(found, "base URL"))).toContain(
    "could not be reached (ECONNREFUSED). Check act365:baseUrl, the network",
  );
});

test("a host name that is not found is a problem of the network", async () => {
  const { setup } = await healthy();
  configure(setup, "baseUrl", "no-such-host.invalid");
  const { found } = await examine(setup);
  expect(problems(found)).toEqual(["base URL"]);
  expect(text(named(found, "base URL"))).toMatch(/could not be reached \((ENOTFOUND|EAI_AGAIN)\)/);
});

test("a server that is not the platform is a wrong host", async () => {
  const { simulator, setup } = await healthy();
  simulator.faults.add({ call: "every", fault: { kind: "status", status: 404, body: "html" } });
  const { found } = await examine(setup);
  expect(problems(found)).toEqual(["base URL"]);
  expect(text(named(found, "base URL"))).toContain("This response is not from the platform: check act365:baseUrl");
});

test("a server that redirects is a wrong host", async () => {
  const { simulator, setup } = await healthy();
  simulator.faults.add({ call: "every", fault: { kind: "redirect", location: "https://login.example.com/" } });
  const { found } = await examine(setup);
  expect(problems(found)).toEqual(["base URL"]);
  expect(text(named(found, "base URL"))).toContain("login.example.com");
});

test("a certificate that is not trusted is a problem", async () => {
  const { setup } = await healthy();
  const server = createServer(selfSigned(), (_, response) => response.end("{}"));
  configure(setup, "baseUrl", `https://127.0.0.1:${await listen(server)}`);
  const { found } = await examine(setup);
  expect(problems(found)).toEqual(["base URL"]);
  expect(text(named(found, "base URL"))).toMatch(/TLS certificate of .* was not accepted .*NODE_EXTRA_CA_CERTS/);
});

test("a secret that is missing is named with its settings, and nothing is sent", async () => {
  const { simulator, setup } = await healthy();
  configure(setup, "userSecret", "");
  const { found } = await examine(setup);
  expect(problems(found)).toEqual(["credentials"]);
  expect(text(named(found, "credentials"))).toContain("pulumi config set --secret act365:userSecret");
  expect(simulator.requests).toEqual([]);
});

test("both secrets are named where both are missing", async () => {
  const { setup } = await healthy();
  configure(setup, "userSecret", "");
  configure(setup, "organizationSecret", "");
  const message = text(named((await examine(setup)).found, "credentials"));
  expect(message).toContain("userSecret is missing. Set it with");
  expect(message).toContain("organizationSecret is missing. Set it with");
});

/** A state that holds an instance with its token, as `pulumi stack export --show-secrets` prints it. */
function stateWithToken(baseUrl: string, id: string, token: string): string {
  return stateWith([{ name: "crm", id, outputs: { baseUrl, token: { plaintext: JSON.stringify(token) } } }]);
}

test.each([
  ["userSecret", "The user secret is wrong (from stack configuration act365:userSecret)"],
  ["organizationSecret", "The organization secret is wrong (from stack configuration act365:organizationSecret)"],
] as const)("a wrong %s is named where the state holds an instance's token", async (key, said) => {
  const { simulator, setup } = await healthy();
  const { id, token } = madeByHand(simulator, "crm");
  setup.pulumi["stack export"] = stateWithToken(simulator.url, id, token);
  configure(setup, key, organization("wrong")[key]);
  const { status, found } = await examine(setup);
  expect(status).toBe(1);
  expect(problems(found)).toEqual(["credentials"]);
  expect(named(found, "credentials")?.next).toContain(said);
});

test.each(["userSecret", "organizationSecret"] as const)(
  "a wrong %s without a token to try: both are named with their sources, since the platform's response is the same",
  async (key) => {
    const { setup } = await healthy();
    configure(setup, key, organization("wrong")[key]);
    const { found } = await examine(setup);
    expect(problems(found)).toEqual(["credentials"]);
    expect(named(found, "credentials")?.next).toMatch(
      /^The platform does not say which of the two is wrong: .*act365:userSecret.*act365:organizationSecret/,
    );
  },
);

test("the token of a disabled instance shows which secret is wrong, too", async () => {
  const { simulator, setup } = await healthy();
  const { id, token } = madeByHand(simulator, "crm");
  simulator.others.change(Number(id), { disabled: true });
  setup.pulumi["stack export"] = stateWithToken(simulator.url, id, token);
  configure(setup, "organizationSecret", canary("wrong"));
  const { found } = await examine(setup);
  expect(named(found, "credentials")?.next).toContain("The organization secret is wrong");
});

test("a user without the privilege is a problem, and the message says so", async () => {
  const { simulator, setup } = await healthy();
  simulator.faults.add({ path: "/organizations/me", call: "every", fault: { kind: "status", status: 403 } });
  const { found } = await examine(setup);
  expect(problems(found)).toEqual(["credentials"]);
  expect(text(named(found, "credentials"))).toContain("lacks the privilege");
});

test("an element that the platform does not have is a problem", async () => {
  const { simulator, setup } = await healthy();
  simulator.faults.add({ path: "/elements/actessentials", call: "every", fault: { kind: "status", status: 404 } });
  const { found } = await examine(setup);
  expect(problems(found)).toEqual(["element"]);
  expect(text(named(found, "element"))).toContain("does not offer Act! 365");
});

test("a machine's clock that differs from the platform's is a problem", async () => {
  const { setup } = await healthy();
  setup.now = new Date(Date.now() + 3_600_000);
  const { found } = await examine(setup);
  expect(problems(found)).toEqual(["clock"]);
  expect(text(named(found, "clock"))).toMatch(/ahead of the platform's Set this machine's clock/);
});

test("a missing dynamic-provider plugin is a problem", async () => {
  const { setup } = await healthy();
  setup.environment["PATH"] = `${join(setup.folder, "other")}:${dirname(process.execPath)}`;
  const { found } = await examine(setup);
  expect(named(found, "plugin")).toMatchObject({ result: "problem" });
  expect(text(named(found, "plugin"))).toContain(
    "neither on the PATH nor beside the pulumi command Install the complete Pulumi CLI",
  );
});

test("a plugin that does not start is a problem, with what it printed", async () => {
  const { setup } = await healthy();
  const file = join(setup.folder, "bin", "pulumi-resource-pulumi-nodejs");
  executable(file, 'console.error("Error: Cannot find module"); process.exit(1);');
  const { found } = await examine(setup);
  expect(problems(found)).toEqual(["plugin"]);
  expect(text(named(found, "plugin"))).toContain("does not start");
  expect(text(named(found, "plugin"))).toContain("Error: Cannot find module");
});

/** A project whose own node_modules hold only these packages. */
function withPackages(setup: CommandSetup, versions: Record<string, string>): void {
  const folder = join(setup.folder, "program");
  for (const [name, version] of Object.entries(versions)) {
    const place = join(folder, "node_modules", name);
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, "package.json"), JSON.stringify({ name, version }));
  }
  writeFileSync(join(setup.folder, "Pulumi.yaml"), "name: shop\nmain: program/\nruntime: nodejs\n");
}

test("an SDK in the program's folder that is too old is a problem", async () => {
  const { setup } = await healthy();
  withPackages(setup, { "@pulumi/pulumi": "3.142.0" });
  const { found } = await examine(setup);
  expect(problems(found)).toEqual(["Pulumi SDK"]);
  expect(text(named(found, "Pulumi SDK"))).toBe("@pulumi/pulumi 3.142.0 is too old Upgrade to 3.216.0 or later");
  expect(named(found, "plugin")?.result).toBe("skipped");
});

test.each([
  ["v3.200.0", "problem"],
  ["v3.220.0", "warning"],
  ["v3.254.0", "ok"],
])("a CLI of version %s: %s", async (version, result) => {
  const { setup } = await healthy();
  setup.pulumi["version"] = version;
  expect(named((await examine(setup)).found, "Pulumi CLI")?.result).toBe(result);
});

test("a package that the program's folder does not find is a problem", async () => {
  const simulator = await startPlatform();
  const setup = setUpCommand(simulator);
  executable(
    join(setup.folder, "bin", "pulumi-resource-pulumi-nodejs"),
    'console.log("12345"); setInterval(() => {}, 1000);',
  );
  withPackages(setup, { "@pulumi/pulumi": "3.248.0" });
  const { found } = await examine(setup);
  expect(problems(found)).toEqual(["package"]);
  expect(text(named(found, "package"))).toMatch(
    /pulumi-act365 is not found from .*program.* npm install pulumi-act365/,
  );
});

test("without a project, the environment's credentials are checked, and what needs a project is skipped", async () => {
  const { simulator, setup } = await healthy();
  const [{ userSecret = "", organizationSecret = "" } = {}] = simulator.organizations;
  setup.environment["ACT365_USER_SECRET"] = userSecret;
  setup.environment["ACT365_ORGANIZATION_SECRET"] = organizationSecret;
  setup.environment["ACT365_BASE_URL"] = simulator.url;
  const { status, output } = await command(setup, "doctor", "--json", "--cwd", "/");
  const found: Finding[] = JSON.parse(output);
  expect(status).toBe(0);
  expect(named(found, "stack")?.result).toBe("warning");
  expect(named(found, "credentials")?.message).toContain("environment variable ACT365_USER_SECRET");
  expect(named(found, "package")?.result).toBe("skipped");
});

test("a stack that cannot be read is the problem, and what it may configure is not called missing", async () => {
  const { setup } = await healthy();
  setup.pulumi["config --json"] = { status: 255, says: "error: incorrect passphrase" };
  const { status, found } = await examine(setup);
  expect(status).toBe(1);
  expect(problems(found)).toEqual(["stack"]);
  expect(text(named(found, "stack"))).toMatch(/incorrect passphrase .*ACT365_USER_SECRET/);
  const skippedChecks = found.filter(({ result }) => result === "skipped").map(({ check }) => check);
  expect(skippedChecks).toEqual(["base URL", "credentials", "organization", "element", "clock"]);
  expect(named(found, "package")?.result).toBe("ok");
});

test("a stack that cannot be read is a warning where the environment holds both secrets", async () => {
  const { simulator, setup } = await healthy();
  const [{ userSecret = "", organizationSecret = "" } = {}] = simulator.organizations;
  setup.pulumi["config --json"] = { status: 255, says: "error: incorrect passphrase" };
  setup.environment["ACT365_USER_SECRET"] = userSecret;
  setup.environment["ACT365_ORGANIZATION_SECRET"] = organizationSecret;
  setup.environment["ACT365_BASE_URL"] = simulator.url;
  const { status, found } = await examine(setup);
  expect(named(found, "stack")?.result).toBe("warning");
  expect({ status, faults: problems(found) }).toEqual({ status: 0, faults: [] });
});

test("a proxy is named without its password", async () => {
  const { setup } = await healthy();
  setup.environment["HTTPS_PROXY"] = `http://me:${canary("proxyPassword")}@proxy.example:3128`;
  configure(setup, "baseUrl", "no-such-host.invalid");
  const { found } = await examine(setup);
  expect(text(named(found, "base URL"))).toContain("HTTPS_PROXY names the proxy proxy.example:3128");
});

test.each<[string, string, RegExp]>([
  [
    "too old",
    'console.log(\'["18.20.8",null,"/bin/node"]\')',
    /needs Node\.js 20\.18\.1 or newer; this is Node\.js 18/,
  ],
  ["Bun", 'console.log(\'["24.3.0","1.4.5","/bin/bun"]\')', /runs on Node\.js, not on Bun; this is Bun 1\.4\.5/],
  ["broken", "process.exit(3)", /the node command does not work Install Node\.js 20\.18\.1 or newer/],
])("a node on the PATH that is %s", async (_, script, expected) => {
  const { setup } = await healthy();
  executable(join(setup.folder, "bin", "node"), script);
  const { found } = await examine(setup);
  expect(named(found, "Node.js")?.result).toBe("problem");
  expect(text(named(found, "Node.js"))).toMatch(expected);
});

test("a PATH without node is a problem", async () => {
  const { setup } = await healthy();
  setup.environment["PATH"] = join(setup.folder, "bin");
  const { found } = await examine(setup);
  expect(text(named(found, "Node.js"))).toBe(
    "there is no node command on the PATH Install Node.js 20.18.1 or newer: the provider runs on it",
  );
});
