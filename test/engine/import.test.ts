import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "act365-simulator";
import { observe } from "../support/canary";
import { madeByHand } from "../support/command";
import { act365 } from "./act365Command";
import { instancesInState, onlyResource, program, requestsDuring, type Setup, setUp } from "./setUp";

const IMPORT = ["import", "--file", "act365-import.json", "--generate-code=false", "--yes", "--stack", "dev"];

/** Sets what the written program requires to the keys that the instances have. */
async function setSecrets({ platform, project }: Setup, code: string, names: Map<string, string>): Promise<void> {
  const byName = new Map(platform.instances().map((instance) => [instance.name, instance.configuration]));
  const settings = [...code.matchAll(/requireSecret\("(\w+?)(ApiKey|DeveloperKey|CallbackPassword)"\)/g)].flatMap(
    ([, constant = "", label = ""]) => {
      const configuration = byName.get(names.get(constant) ?? "") ?? {};
      const key = {
        ApiKey: "username",
        DeveloperKey: "password",
        CallbackPassword: "event.notification.basic.password",
      }[label];
      return ["--secret", `${constant}${label}=${configuration[key ?? ""]}`];
    },
  );
  await project.pulumi(["config", "set-all", ...settings, "--stack", "dev"]);
}

const withEvents = {
  "event.notification.enabled": "true",
  "event.notification.callback.url": "https://example.com/events",
  "event.notification.basic.username": "receiver",
  "event.notification.basic.password": "password of the receiver",
  "pagination.max": "99",
};

function makeByHand(platform: Simulator, count: number): Map<string, string> {
  const names = new Map<string, string>();
  for (let number = 1; number <= count; number += 1) {
    const made = madeByHand(platform, `team ${number}`, {
      tags: [`team${number}`],
      configuration: number % 10 === 0 ? withEvents : {},
    });
    if (number % 7 === 0) platform.others.change(Number(made.id), { disabled: true });
    names.set(`team${number}`, `team ${number}`);
  }
  return names;
}

const writes = (requests: string[]) => requests.filter((request) => !request.startsWith("GET"));

test("fifty instances made by hand are imported with two commands, and the first up only sends what the platform hides", async () => {
  const setup = await setUp(program(""));
  const { platform, project } = setup;
  const names = makeByHand(platform, 50);
  const before = platform.instances();

  await act365(project, "import", "--all", "--code", "imported.ts");
  const { output: imported } = await project.pulumi(IMPORT);
  expect(imported).not.toMatch(/warning|is missing|almost certainly a bug/i);

  const code = readFileSync(join(project.folder, "imported.ts"), "utf8");
  observe("the program", code);
  project.program(
    code
      .replace(/^import \* as (\w+) from (.*);$/m, "const $1 = require($2);")
      .replace(/^import (.*) from (.*);$/m, "const $1 = require($2);"),
  );
  await setSecrets(setup, code, names);
  expect(await instancesInState(project)).toHaveLength(50);

  const { output: preview } = await project.preview();
  expect(preview).toMatch(/~ 50 to update/);
  expect(preview).not.toMatch(/to (delete|replace|create)|delete:|replace:/);

  const changed = [...preview.matchAll(/^ *[-+~] *(\w+) *:(?! \(update\))/gm)].map(([, input]) => input);
  expect([...new Set(changed)].sort()).toEqual([
    "apiKey",
    "basicAuth",
    "developerKey",
    "events",
    "ownerTag",
    "password",
    "username",
  ]);

  const requests = await requestsDuring(platform, project.up);
  expect(writes(requests)).toEqual(expect.arrayContaining(before.map(({ id }) => `PUT /instances/${id}`)));
  expect(writes(requests)).toHaveLength(50);
  const after = platform.instances();
  expect(
    after.map(({ id, token, name, configuration, disabled }) => ({ id, token, name, configuration, disabled })),
  ).toEqual(
    before.map(({ id, token, name, configuration, disabled }) => ({ id, token, name, configuration, disabled })),
  );
  expect(after.every(({ tags }) => tags.some((tag) => tag.startsWith("pulumi:project/dev/")))).toBe(true);
  expect((await instancesInState(project)).every(({ secretOutputs }) => secretOutputs.includes("token"))).toBe(true);

  const { output: clean } = await project.preview();
  expect(clean).toMatch(/51 unchanged/);
  expect(clean).not.toMatch(/to (update|delete|replace|create)/);
});

test("a refresh between the import and the first up brings no secret into the state in clear", async () => {
  const { platform, project } = await setUp(program(""));
  const { id } = madeByHand(platform, "crm", { configuration: withEvents });
  await act365(project, "import", id);
  await project.pulumi(IMPORT);
  await project.refresh();
  const resource = await onlyResource(project);
  expect(resource.secretOutputs).toEqual(expect.arrayContaining(["apiKey", "token"]));
  expect(resource.outputs).toMatchObject({ instanceId: id, sendCredentialsAgain: true });
  const keys = platform.instances().map(({ configuration }) => configuration["username"]);
  project.program(program(`new Act365Instance("crm", { ...keys, apiKey: process.env.THEIRS });`));
  const environment = { THEIRS: String(keys[0]) };
  await project.preview({ environment });
  expect(writes(await requestsDuring(platform, () => project.up({ environment })))).toEqual([`PUT /instances/${id}`]);
});

test("list knows the owner of what the stack manages, with the credentials of the environment", async () => {
  const { project } = await setUp(program('new Act365Instance("crm", { ...keys, tags: ["sales"] });'));
  await project.up();
  const listed = JSON.parse((await act365(project, "list", "--json")).output);
  expect(listed).toMatchObject([
    { name: "crm", tags: ["sales"], owner: { project: "project", stack: "dev", resource: "crm" } },
  ]);
});

test("an orphan of a component, whose owner tag has another hash, is imported, and the first up gives it the tag of its new place", async () => {
  const setup = await setUp(program(""));
  const { platform, project } = setup;
  const { id } = madeByHand(platform, "crm", { tags: ["pulumi:project/dev/crm:0123456789"] });
  const { output } = await act365(project, "import", id);
  await project.pulumi(IMPORT);
  project.program(output.replace(/^import (?:\* as )?(.*) from (.*);$/gm, "const $1 = require($2);"));
  await setSecrets(setup, output, new Map([["crm", "crm"]]));
  await project.up();
  const tags = platform.instances().flatMap((instance) => instance.tags);
  expect(tags).toEqual([expect.stringMatching(/^pulumi:project\/dev\/crm:(?!0123456789)[0-9a-f]{10}$/)]);
  expect((await project.preview()).output).toMatch(/2 unchanged/);
});

test("after an import, an up without the API key says so; without the developer key, it changes by PATCH", async () => {
  const { platform, project, apiKey } = await setUp(program('new Act365Instance("crm", {});'));
  const { id, configuration } = madeByHand(platform, "crm");
  await act365(project, "import", id);
  await project.pulumi(IMPORT);
  const { output } = await project.preview({ fails: true });
  expect(output).toContain("apiKey is missing; find it in Act! 365 under Profile > Apps & Integrations");

  platform.others.change(Number(id), { configuration: { username: apiKey } });
  project.program(program('new Act365Instance("crm", { apiKey: keys.apiKey });'));
  const requests = await requestsDuring(platform, project.up);
  expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([`PATCH /instances/${id}`]);
  expect(platform.instances()[0]?.configuration).toEqual({ ...configuration, username: apiKey });
  expect(await requestsDuring(platform, project.up)).toEqual([]);
});
