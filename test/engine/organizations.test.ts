import { canary } from "../support/canary";
import { organization, startPlatform } from "../support/platform";
import { createProject } from "../support/pulumi";
import { instancesInState, program, requestsDuring, setUp } from "./setUp";

/** Two organizations on two platforms; all credentials as plain strings. */
const TWO = program(`
const provider = (name) => new Act365Provider(name, {
  baseUrl: process.env[name + "_URL"],
  userSecret: process.env[name + "_USER"],
  organizationSecret: process.env[name + "_ORGANIZATION"],
});
const [eu, us] = [provider("eu"), provider("us")];
new Act365Instance("crm-eu", { ...keys, name: "crm" }, { provider: eu });
// As a component hands its provider on to its children.
const office = new pulumi.ComponentResource("acme:index:Office", "us-office", {}, { providers: [us] });
new Act365Instance("crm-us", { ...keys, name: "crm" }, { parent: office });
`);

function environment(name: string, { url, organizations: [organization] }: Awaited<ReturnType<typeof startPlatform>>) {
  return {
    [`${name}_URL`]: url,
    [`${name}_USER`]: organization?.userSecret,
    [`${name}_ORGANIZATION`]: organization?.organizationSecret,
  };
}

test("two organizations live in one program, each with its own credentials, which the state holds encrypted", async () => {
  const eu = await startPlatform({ organizations: [{ id: 1, ...organization("Eu") }] });
  const us = await startPlatform({ organizations: [{ id: 2, ...organization("Us") }] });
  const project = await createProject({
    program: TWO,
    environment: {
      API_KEY: canary("apiKey"),
      DEVELOPER_KEY: canary("developerKey"),
      ...environment("eu", eu),
      ...environment("us", us),
    },
  });
  await project.up();
  expect([eu, us].map((platform) => platform.instances())).toEqual([
    [expect.objectContaining({ name: "crm", organizationId: 1 })],
    [expect.objectContaining({ name: "crm", organizationId: 2 })],
  ]);

  const providers = (await project.resources()).filter(({ type }) => type === "pulumi:providers:pulumi-nodejs");
  for (const name of ["eu", "us"]) {
    const { inputs } = providers.find(({ urn }) => urn.endsWith(`::${name}`)) ?? {};
    expect(inputs).toMatchObject({
      "act365:userSecret": { plaintext: expect.anything() },
      "act365:organizationSecret": { plaintext: expect.anything() },
    });
  }
  expect(await requestsDuring(eu, project.up)).toEqual([]);
  await project.refresh();
  await project.destroy();
  expect([...eu.instances(), ...us.instances()]).toEqual([]);
});

test("a provider whose base URL changes, and may, replaces its instances: deleted on the old platform, made on the new", async () => {
  const secrets = organization("");
  const oldHome = await startPlatform({ organizations: [secrets] });
  const newHome = await startPlatform({ organizations: [secrets] });
  const { project } = await setUp(
    program(`
const home = new Act365Provider("home", { baseUrl: process.env.HOME_URL, allowBaseUrlChange: true });
new Act365Instance("crm", keys, { provider: home });`),
    { platform: { organizations: [secrets] }, project: { environment: { HOME_URL: oldHome.url } } },
  );
  await project.up();
  const [before] = await instancesInState(project);

  const moved = { environment: { HOME_URL: newHome.url } };
  expect((await project.preview(moved)).output).toMatch(/1 to replace/);
  expect(await requestsDuring(oldHome, () => project.up(moved))).toEqual([`DELETE /instances/${before?.id}`]);
  expect(oldHome.instances()).toEqual([]);
  expect(newHome.instances()).toHaveLength(1);
  const [after] = await instancesInState(project);
  expect(after?.outputs).toMatchObject({ baseUrl: newHome.url, instanceId: String(newHome.instances()[0]?.id) });
  expect(await requestsDuring(newHome, () => project.up(moved))).toEqual([]);
});
