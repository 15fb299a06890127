import { CREATE, onlyInstance, requestsDuring } from "../engine/setUp";
import type { LanguageSetup } from "./setUp";

/** What a language's program has to do right: its life from the first `up` to `destroy`, then the import of an instance. */
export async function everyVerb({ platform, project, keys, retag }: LanguageSetup): Promise<void> {
  let output = "";
  const asked = (run: () => Promise<{ output: string }>) =>
    requestsDuring(platform, async () => {
      output = (await run()).output;
    });

  expect(await asked(project.up)).toEqual(CREATE);
  expect(output).toMatch(/token +: \[secret\]/);
  const { id, token, configuration } = onlyInstance(platform);
  expect(configuration).toMatchObject({ username: keys.apiKey, password: keys.developerKey });
  expect(await project.outputs()).toEqual({ instanceId: String(id), token });

  expect(await asked(project.up)).toEqual([]);
  expect(output).toMatch(/2 unchanged/);

  retag("support");
  expect(await asked(project.preview)).toEqual([]);
  expect(output).toMatch(/"sales" => "support"/);
  expect(await asked(project.up)).toContain(`PATCH /instances/${id}`);
  expect(output).toMatch(/1 updated/);
  expect(onlyInstance(platform).tags).toContain("support");

  platform.others.change(id, { name: "renamed by somebody else" });
  await asked(project.refresh);
  expect(output).toMatch(/1 updated/);
  await asked(project.up);
  expect(onlyInstance(platform).name).toBe("crm");

  expect(await asked(project.destroy)).toEqual([`DELETE /instances/${id}`]);
  expect(platform.instances()).toEqual([]);
}

/** An instance that somebody made by hand comes into the state, and the program goes on with it: one PUT, no replacement. */
export async function importOf({ platform, project, keys }: LanguageSetup): Promise<void> {
  const made = platform.others.create({
    name: "crm",
    tags: ["sales"],
    configuration: { username: keys.apiKey, password: keys.developerKey },
  });
  await project.pulumi([
    "import",
    "act365:index:Instance",
    "crm",
    String(made.id),
    "--generate-code=false",
    "--protect=false",
    "--yes",
    "--stack",
    "dev",
  ]);
  let output = "";
  const requests = await requestsDuring(platform, async () => {
    output = (await project.up()).output;
  });
  expect(requests.filter((request) => request.startsWith("PUT"))).toHaveLength(1);
  expect(requests.filter((request) => /^(POST|DELETE)/.test(request))).toEqual([]);
  expect(output).toMatch(/1 updated/);
  const { id, token } = onlyInstance(platform);
  expect(await project.outputs()).toEqual({ instanceId: String(id), token });
  await project.destroy();
  expect(platform.instances()).toEqual([]);
}
