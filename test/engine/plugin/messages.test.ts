import { onlyInstance, requestsDuring } from "../setUp";
import { crm, onlyResource, program, setUp } from "./setUp";

/** How often a text stands in another one. */
const count = (text: string, part: string) => text.split(part).length - 1;

test("a failed second step keeps the instance, is told at its resource once, and the next up finishes it", async () => {
  const { platform, project } = await setUp(crm({ enabled: false }));
  platform.faults.add({ method: "DELETE", path: "/instances/*/enabled", fault: { kind: "status", status: 400 } });
  platform.faults.add({ path: "/elements/*/instances", fault: { kind: "status", status: 429, retryAfter: 0 } });
  const { output } = await project.up({ fails: true });
  expect(output).toContain("was not disabled");
  expect(output).toContain("act365:index:Instance (crm)");
  // The CLI also shows each line while it works.
  const [, diagnostics = ""] = output.split("Diagnostics:");
  expect(count(diagnostics, "returned 429: Too Many Requests")).toBe(1);
  const { id } = onlyInstance(platform);
  expect(await onlyResource(project)).toMatchObject({
    id: String(id),
    initErrors: [expect.stringContaining("not disabled")],
  });

  expect(await requestsDuring(platform, project.up)).toEqual([`DELETE /instances/${id}/enabled`]);
  expect((await onlyResource(project)).initErrors).toEqual([]);
});

test("mistyped inputs and settings are named with the nearest ones, and no value of theirs is printed", async () => {
  const { platform, project } = await setUp(
    program(`new Instance("crm", { ...keys, tag: [keys.apiKey], events: { callbackURL: keys.apiKey } });`),
  );
  const { output } = await project.pulumi(["preview", "--stack", "dev"], { fails: true });
  expect(output).toContain("Did you mean tags?");
  expect(output).toContain("Did you mean events.callbackUrl?");
  project.program(crm());
  await project.pulumi(["config", "set", "--secret", "act365:userSecert", "value", "--stack", "dev"]);
  const mistyped = await project.pulumi(["preview", "--stack", "dev"], { fails: true });
  expect(mistyped.output).toContain("userSecert is not a setting of act365: did you mean userSecret?");
  expect(platform.requests).toEqual([]);
});

test("dependents of an updated instance see known outputs in its preview", async () => {
  const dependent = (name: string) =>
    program(`
const crm = new Instance("crm", { ...keys, name: ${JSON.stringify(name)} });
new Instance("dependent", { ...keys, tags: [pulumi.interpolate\`of-\${crm.instanceId}\`] });`);
  const { platform, project } = await setUp(dependent("one"));
  await project.up();
  project.program(dependent("two"));
  const { output } = await project.preview();
  expect(output).toMatch(/1 to update\s+2 unchanged/);
  expect(await requestsDuring(platform, project.up)).toEqual([expect.stringMatching(/^PATCH /)]);
});
