import { setUpExample } from "./example";

test("the component's own tests pass, and on the engine it makes instances with the team's defaults", async () => {
  const { platform, outputs, nextBlock } = await setUpExample("component");
  expect(await nextBlock()).toMatch(/Tests: +4 passed, 4 total/);

  await nextBlock();
  const [sales, support] = platform.instances().sort((a, b) => a.name.localeCompare(b.name));
  expect([sales?.name, support?.name]).toEqual(["Act! 365 of sales (dev)", "Act! 365 of support (dev)"]);
  expect(sales?.tags).toEqual(expect.arrayContaining(["sales", "dev"]));
  expect(sales?.configuration["event.notification.enabled"]).toBe("false");
  expect(support?.configuration).toMatchObject({
    "event.notification.enabled": "true",
    "event.notification.callback.url": "https://hooks.acme.example/act365",
    "event.poller.refresh_interval": "15",
  });
  expect(await outputs()).toMatchObject({
    authorizations: { sales: `Element ${sales?.token}`, support: `Element ${support?.token}` },
  });

  await nextBlock();
  expect(platform.instances()).toEqual([]);
});
