import { startPlatform } from "../support/platform";
import { instancesInState, program, requestsDuring, setUp } from "./setUp";

const TEXT = program(`
const provider = new Act365Provider("own");
const parent = new Act365Instance("parent", keys);
new Act365Instance("dependent", { ...keys, name: pulumi.interpolate\`of \${parent.instanceId}\` });
new Act365Instance("other", keys, { provider });
if (process.env.THEIRS) Act365Instance.get("theirs", process.env.THEIRS);`);

/** If the product failed here, nothing of a test should reach the real platform. */
const OFFLINE = { HTTPS_PROXY: "http://127.0.0.1:9" };
const DEFAULT = "https://api.cloud-elements.com/elements/api-v2";
const NOT_SET = "the default, since neither act365:baseUrl nor ACT365_BASE_URL is set";

const STACK = ["--stack", "dev"];
const AT_ONCE = ["--yes", "--skip-preview", ...STACK];
/** Whatever might replace an instance. */
const COMMANDS = [
  ["preview", "--diff", ...STACK],
  ["preview", "--refresh", ...STACK],
  ["up", ...AT_ONCE],
  ["up", "--refresh", ...AT_ONCE],
];

async function startThree() {
  const { platform, project } = await setUp(TEXT, { project: { environment: OFFLINE } });
  await project.up();
  expect(platform.instances()).toHaveLength(3);
  return { platform, project };
}

test("a base URL that is missing, empty, mistyped, under a wrong key or of another platform deletes nothing: the commands fail and say why", async () => {
  const { platform, project } = await startThree();
  const other = await startPlatform();
  const before = JSON.stringify(platform.instances());
  const forms: [NodeJS.ProcessEnv, string, string][] = [
    [{ ACT365_BASE_URL: undefined }, DEFAULT, NOT_SET],
    [
      { ACT365_BASE_URL: "" },
      DEFAULT,
      "the default, since act365:baseUrl is not set, and ACT365_BASE_URL is set, but empty",
    ],
    [
      { ACT365_BASE_URL: undefined, ACT365_BASEURL: platform.url },
      DEFAULT,
      `${NOT_SET}; ACT365_BASEURL, which is set, is not read`,
    ],
    [{ ACT365_BASE_URL: other.url }, other.url, "environment variable ACT365_BASE_URL"],
    // Last, since the setting stays.
    [{ ACT365_BASE_URL: undefined }, DEFAULT, NOT_SET],
  ];
  platform.requests.length = 0;
  for (const [index, [environment, url, source]] of forms.entries()) {
    const wrongKey = index === forms.length - 1;
    if (wrongKey) await project.pulumi(["config", "set", "act365:baseURL", platform.url, ...STACK]);
    for (const command of COMMANDS) {
      const { output } = await project.pulumi(command, { environment, fails: true });
      expect(output).toContain(`lives on ${platform.url}, but the configured base URL is ${url} (${source})`);
      const warnings = output.split("act365:baseURL is not a setting of pulumi-act365: did you mean act365:baseUrl?");
      expect(warnings.length > 1).toBe(wrongKey);
    }
  }
  expect(platform.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  expect(other.requests).toEqual([]);
  expect(JSON.stringify(platform.instances())).toBe(before);
  expect((await instancesInState(project)).map(({ id }) => id).sort()).toEqual(
    platform.instances().map(({ id }) => String(id)),
  );
});

test("refresh and destroy need no base URL: they go to the recorded one", async () => {
  const { platform, project } = await startThree();
  const { id } = platform.others.create({ name: "theirs" });
  await project.up({ environment: { THEIRS: String(id) } });
  const options = { environment: { ACT365_BASE_URL: undefined, THEIRS: String(id) } };
  const parent = (await instancesInState(project)).find(({ urn }) => urn.endsWith("::parent"))?.urn ?? "";
  const reads = await requestsDuring(platform, async () => {
    expect((await project.refresh(options)).output).toMatch(/\d unchanged/);
    await project.pulumi(["refresh", "--preview-only", ...STACK], options);
    expect((await project.preview({ ...options, fails: true })).output).toContain(NOT_SET);
  });
  expect(reads.filter((request) => !request.startsWith("GET "))).toEqual([]);
  // These run the program, which would read the other program's instance at the configured base URL.
  const running = { environment: { ACT365_BASE_URL: undefined } };
  await project.pulumi(["refresh", "--run-program", ...AT_ONCE], running);
  expect(platform.instances()).toHaveLength(4);
  await project.pulumi(["destroy", "--refresh", "--target", parent, "--target-dependents", ...AT_ONCE], options);
  expect(platform.instances()).toHaveLength(2);
  await project.pulumi(["destroy", "--run-program", ...AT_ONCE], running);
  expect(platform.instances().map((instance) => instance.id)).toEqual([id]);
});

test("a replacement for which the engine asks for no diff deletes nothing elsewhere either", async () => {
  const { platform, project } = await setUp(
    program(`
const first = new Act365Instance("first", keys, { replacementTrigger: process.env.TRIGGER ?? "none" });
new Act365Instance("second", keys, { replaceWith: [first] });`),
    { project: { environment: OFFLINE } },
  );
  await project.up();
  const urn = (await instancesInState(project)).find((one) => one.urn.endsWith("::first"))?.urn ?? "";
  const before = platform.instances().map(({ id }) => id);
  const environment = { ACT365_BASE_URL: "" };
  const refused = async (args: string[], more: NodeJS.ProcessEnv = {}) => {
    const { output } = await project.pulumi(args, { environment: { ...environment, ...more }, fails: true });
    expect(output).toContain(`lives on ${platform.url}, but the configured base URL is ${DEFAULT}`);
    expect(platform.instances().map(({ id }) => id)).toEqual(before);
  };
  await refused(["up", "--replace", urn, ...AT_ONCE]);
  await refused(["up", ...AT_ONCE], { TRIGGER: "other" });
  await project.pulumi(["state", "taint", urn, "--yes", ...STACK]);
  await refused(["up", ...AT_ONCE]);
  await project.up();
  const after = platform.instances().map(({ id }) => id);
  expect(after).toHaveLength(2);
  for (const id of before) expect(after).not.toContain(id);
});
