import { canary } from "../support/canary";
import { startPlatform } from "../support/platform";
import { setUpExample } from "./example";

test("new keys go to the same instance and do not change its token; refused ones change nothing", async () => {
  const [apiKey, developerKey, refused] = [canary("newApiKey"), canary("newDeveloperKey"), canary("refusedApiKey")];
  const platform = await startPlatform({ badKeys: [refused] });
  const { keys, nextBlock, shell } = await setUpExample("rotation", {
    platform,
    environment: { ACT365_NEW_API_KEY: apiKey, ACT365_NEW_DEVELOPER_KEY: developerKey, REFUSED: refused },
  });
  await nextBlock();
  const [before] = platform.instances();
  expect(before?.configuration).toMatchObject({ username: keys.apiKey, password: keys.developerKey });

  const rotated = await nextBlock();
  expect(rotated).toMatch(/1 to update/);
  expect(rotated).toContain("1 updated");
  expect(rotated).toContain("The token is the same.");
  const { id, token, createdDate } = before ?? {};
  const inForce = { id, token, createdDate, configuration: { username: apiKey, password: developerKey } };
  expect(platform.instances()).toEqual([expect.objectContaining({ ...inForce, configuration: expect.anything() })]);
  expect(platform.instances()).toMatchObject([inForce]);

  const failed = await shell.run('pulumi config set --secret apiKey "$REFUSED" && pulumi up', { fails: true });
  expect(failed).toMatch(/returned 401/);
  expect(platform.instances()).toMatchObject([inForce]);
  await shell.run('pulumi config set --secret apiKey "$ACT365_NEW_API_KEY" && pulumi up');
  expect(platform.instances()).toMatchObject([inForce]);

  await nextBlock();
  expect(platform.instances()).toEqual([]);
});
