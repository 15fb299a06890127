import { readFileSync } from "node:fs";
import { join } from "node:path";
import { observe, rememberSecret } from "../support/canary";
import { startPlatform } from "../support/platform";
import { setUpExample } from "./example";

test("instances made by hand come into the state with the program that the command writes, and none is created", async () => {
  const platform = await startPlatform();
  for (const name of ["sales", "support"]) {
    platform.others.create({ name, tags: ["old"], configuration: { "pagination.max": "99" } });
  }
  const before = platform.instances();
  for (const { token } of before) rememberSecret("token", token);
  const { folder, keys, shell, nextBlock } = await setUpExample("import-existing", { platform });

  await nextBlock();
  for (const file of ["index.ts", "act365-import.json"]) observe(file, readFileSync(join(folder, file), "utf8"));
  expect(platform.instances()).toEqual(before);

  platform.requests.length = 0;
  const brought = await nextBlock();
  expect(brought).toMatch(/~ 2 to update/);
  expect(brought).not.toMatch(/to (create|delete|replace)/);
  const writes = platform.requests.filter(({ method }) => method !== "GET");
  expect(writes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
    before.map(({ id }) => `PUT /instances/${id}`),
  );
  const after = before.map(({ id, token, name }) => ({
    ...{ id, token, name },
    tags: expect.arrayContaining(["old", expect.stringMatching(/^pulumi:act365-import-existing\/prod\//)]),
    configuration: { username: keys.apiKey, password: keys.developerKey, "pagination.max": "99" },
  }));
  expect(platform.instances()).toMatchObject(after);

  await nextBlock();
  expect(await shell.run("npx pulumi-act365 orphans")).toContain("No orphans of act365-import-existing/prod.");
  expect(platform.instances()).toMatchObject(after);
});
