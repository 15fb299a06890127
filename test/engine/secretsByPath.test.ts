import { canary } from "../support/canary";
import { madeByHand } from "../support/command";
import type { Project } from "../support/pulumi";
import { act365 } from "./act365Command";
import { onlyResource, program, requestsDuring, type Setup, setUp } from "./setUp";

// All that the commands print, and every file of the state, is handed to the scan that follows each test.

const PLAIN = program(`new Act365Instance("crm", keys);`);

const INPUTS = `{
  ...keys,
  enabled: process.env.DISABLED === undefined,
  events: {
    callbackUrl: "https://receiver.example",
    callbackHeaders: process.env.HEADERS,
    signatureKey: process.env.SIGNATURE,
    basicAuth: { username: "me", password: process.env.PASSWORD },
  },
  configuration: { "instance.variables": process.env.VARIABLES, "my.password": process.env.PASSWORD },
}`;
const WITH_SECRETS = program(`new Act365Instance("crm", ${INPUTS});`);

const KEYS = ["apiKey", "developerKey"];
const NESTED = [
  "configuration.instance.variables",
  "configuration.my.password",
  "events.basicAuth.password",
  "events.callbackHeaders",
  "events.signatureKey",
];

const secrets = () => ({
  HEADERS: canary("callbackHeaders"),
  SIGNATURE: canary("signatureKey"),
  PASSWORD: canary("password"),
  VARIABLES: canary("variables"),
});

const started = (text: string) => setUp(text, { project: { environment: secrets() } });

const refuse = ({ platform }: Setup) => platform.faults.add({ method: "PUT", fault: { kind: "status", status: 400 } });

/** Everything that a user may do to look at the state. */
async function look(project: Project): Promise<void> {
  await project.pulumi(["stack", "export", "--stack", "dev"]);
  await project.preview();
}

test("secrets that an update removes, and whose PUT is refused, are secret in the state and in previews", async () => {
  const setup = await started(WITH_SECRETS);
  const { project } = setup;
  await project.up();
  project.program(PLAIN);
  refuse(setup);
  await project.up({ fails: true });
  expect((await onlyResource(project)).secretOutputs).toEqual([...KEYS, ...NESTED, "token"].sort());
  await look(project);
  await project.refresh();
  expect((await onlyResource(project)).secretOutputs).toEqual([...KEYS, ...NESTED, "token"].sort());
  await look(project);
  await project.up();
  expect((await onlyResource(project)).secretOutputs).toEqual([...KEYS, "token"]);
});

test("a value under an ordinary key that only the program marked as secret stays secret when its removal is refused", async () => {
  const setup = await setUp(
    program(`new Act365Instance("crm", { ...keys, configuration: { "my.note": pulumi.secret(process.env.NOTE) } });`),
    { project: { environment: { NOTE: canary("note") } } },
  );
  const { platform, project } = setup;
  await project.up();
  project.program(PLAIN);
  refuse(setup);
  await project.up({ fails: true });
  await look(project);
  await project.refresh();
  await look(project);
  expect((await onlyResource(project)).secretOutputs).toContain("configuration.my.note");
  await project.up();
  expect((await onlyResource(project)).outputs["configuration"]).toBeUndefined();
  // The log of requests is scanned, and only what is known to be a secret is left out there.
  platform.requests.length = 0;
});

/** Declares the secrets in an update that fails at its last step, then refreshes: all of them are secret, and nowhere in clear. */
async function failPartlyAndRefresh({ platform, project }: Setup): Promise<void> {
  project.program(WITH_SECRETS);
  platform.faults.add({ path: "/instances/*/enabled", fault: { kind: "status", status: 403 } });
  await project.up({ fails: true, environment: { DISABLED: "1" } });
  await look(project);
  await project.refresh();
  const { secretInputs, secretOutputs } = await onlyResource(project);
  expect(secretOutputs).toEqual([...KEYS, ...NESTED, "token"].sort());
  expect(secretInputs).toEqual([...KEYS, ...NESTED].sort());
  await look(project);
}

test("secrets that an update adds, and which fails partly, are secret after a refresh, inputs included", async () => {
  const setup = await started(PLAIN);
  await setup.project.up();
  await failPartlyAndRefresh(setup);
});

test("the first up after an import, which fails partly, and a refresh leave no secret in clear, inputs included", async () => {
  const setup = await started(program(""));
  const { platform, project } = setup;
  const { id } = madeByHand(platform, "crm", { configuration: { username: canary("theirKey") } });
  await act365(project, "import", id);
  const imported = ["import", "--file", "act365-import.json", "--generate-code=false", "--yes", "--stack", "dev"];
  await project.pulumi(imported);
  await failPartlyAndRefresh(setup);
});

test.each(["transforms", "transformations"])(
  "secrets that a callback of %s sets in plain are secret by the check",
  async (option) => {
    const { platform, project } = await started(
      program(`
const setSecrets = ({ props, opts }) => ({ props: { ...props, ...${INPUTS} }, opts });
new Act365Instance("crm", keys, { ${option}: [setSecrets] });`),
    );
    await project.preview();
    await project.up();
    const { secretInputs, secretOutputs } = await onlyResource(project);
    expect(secretInputs).toEqual([...KEYS, ...NESTED].sort());
    expect(secretOutputs).toEqual([...KEYS, ...NESTED, "token"].sort());
    await project.refresh();
    await look(project);
    expect(await requestsDuring(platform, project.up)).toEqual([]);
  },
);

test("secrets that are not known in a preview are unknown there, and in effect after the up", async () => {
  const { platform, project, apiKey } = await started(
    program(`
const other = new Act365Instance("other", keys);
const later = (value) => other.instanceId.apply(() => value);
new Act365Instance("crm", {
  ...keys,
  apiKey: later(keys.apiKey),
  events: { callbackUrl: later("https://receiver.example"), signatureKey: later(process.env.SIGNATURE) },
  configuration: later({ "my.password": process.env.PASSWORD }),
});`),
  );
  await project.preview();
  await project.up();
  const crm = platform.instances().find(({ name }) => name === "crm");
  expect(crm?.configuration["username"] === apiKey).toBe(true);
  expect(crm?.configuration["event.notification.callback.url"]).toBe("https://receiver.example");
  await look(project);
  expect(await requestsDuring(platform, project.up)).toEqual([]);
});
