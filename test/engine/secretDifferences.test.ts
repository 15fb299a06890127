import { canary } from "../support/canary";
import { onlyInstance, program, setUp } from "./setUp";

test("a preview, an up and a refresh name a secret that differs, and not its value", async () => {
  const { platform, project, apiKey } = await setUp(
    program(`
const events = { callbackUrl: "https://receiver.example", signatureKey: process.env.SIGNATURE };
new Act365Instance("crm", { ...keys, events });`),
    { project: { environment: { SIGNATURE: canary("signatureKey") } } },
  );
  await project.up();
  expect((await project.preview()).output).not.toContain("act365:");
  const rotated = { API_KEY: canary("rotated") };
  const line = "act365: crm: apiKey differs; its value is secret, so it is not shown";
  for (const command of [project.preview, project.up]) {
    expect((await command({ environment: rotated })).output).toContain(line);
  }
  platform.others.change(onlyInstance(platform).id, { configuration: { username: apiKey } });
  expect((await project.refresh()).output).toContain(line);
  const signature = { SIGNATURE: canary("rotatedSignature") };
  expect((await project.preview({ environment: signature })).output).toContain("crm: events.signatureKey differs;");
  platform.faults.add({ method: "PUT", fault: { kind: "status", status: 400 } });
  await project.up({ fails: true, environment: signature });
  expect((await project.preview()).output).toContain("crm: apiKey and developerKey must be sent again");
});
