import { setUpExample } from "./example";

test("each environment gets its instance, and a stack in another project calls Act! 365 with the token of its own", async () => {
  const { platform, outputs, nextBlock } = await setUpExample("multi-environment");
  await nextBlock();
  expect(platform.instances().map(({ name }) => name)).toEqual(["CRM (dev)", "CRM (staging)", "CRM (prod)"]);
  expect(new Set(platform.instances().map(({ token }) => token)).size).toBe(3);
  const prod = platform.instances()[2];
  expect(prod?.tags).toEqual(expect.arrayContaining(["prod", "sales", "critical"]));
  expect(await outputs("prod")).toEqual({ instanceId: String(prod?.id), token: prod?.token });

  platform.requests.length = 0;
  const consumed = await nextBlock();
  expect(consumed).toMatch(/authorization *: \[secret\]/);
  expect(consumed).toMatch(/endpoint *: "actessentials"/);
  const [ping] = platform.requests;
  expect(ping).toMatchObject({ method: "GET", path: "/hubs/crm/ping", status: 200 });
  expect(ping?.headers["authorization"]).toBe("User ***, Organization ***, Element ***");

  await nextBlock();
  expect(platform.instances().map(({ name }) => name)).toEqual(["CRM (prod)"]);
  expect(await nextBlock()).toMatch(/protected.*still there/s);
  await nextBlock();
  expect(platform.instances()).toEqual([]);
});
