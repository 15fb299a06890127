import { rememberSecret } from "../support/canary";
import { startPlatform } from "../support/platform";
import { setUpExample } from "./example";

test("instances made by hand are adopted by the program, and keep their ids, tokens and other settings", async () => {
  const platform = await startPlatform();
  const [sales, support] = ["Sales, by hand", "Support, by hand"].map((name) =>
    platform.others.create({ name, tags: ["old"], configuration: { "pagination.max": "99" } }),
  );
  const environment = { SALES_ID: String(sales?.id), SUPPORT_ID: String(support?.id) };
  for (const { token } of platform.instances()) rememberSecret("token", token);
  const { keys, outputs, nextBlock } = await setUpExample("adopt-existing", { platform, environment });

  await nextBlock();
  const adopted = (before: typeof sales, team: string) => ({
    id: before?.id,
    token: before?.token,
    name: `CRM of ${team}`,
    tags: expect.arrayContaining([team, expect.stringMatching(/^pulumi:act365-adopt-existing\/prod\//)]),
    configuration: { username: keys.apiKey, password: keys.developerKey, "pagination.max": "99" },
  });
  const both = [adopted(sales, "sales"), adopted(support, "support")];
  expect(platform.instances()).toMatchObject(both);
  expect(await outputs()).toEqual({
    instanceIds: { sales: String(sales?.id), support: String(support?.id) },
    tokens: { sales: sales?.token, support: support?.token },
  });

  platform.requests.length = 0;
  expect(await nextBlock()).toContain("3 unchanged");
  expect(platform.requests).toEqual([]);
  expect(await nextBlock()).toContain("Both are still there.");
  expect(platform.instances()).toMatchObject(both);
});
