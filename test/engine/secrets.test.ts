import { canary } from "../support/canary";
import { onlyInstance, onlyResource, program, setUp } from "./setUp";

test("credentials that the program gives as plain strings are secret in state, preview and outputs", async () => {
  const secrets = {
    HEADERS: canary("callbackHeaders"),
    PASSWORD: canary("basicPassword"),
    SIGNATURE: canary("signatureKey"),
    PROXY: canary("proxyPassword"),
  };
  const { platform, project } = await setUp(
    program(`
const { HEADERS, PASSWORD, SIGNATURE, PROXY } = process.env;
const crm = new Act365Instance("crm", {
  ...keys,
  events: {
    callbackUrl: "https://receiver.example",
    callbackHeaders: HEADERS,
    basicAuth: { username: "receiver", password: PASSWORD },
    signatureKey: SIGNATURE,
  },
  configuration: { "proxy.password": PROXY, "pagination.max": 99 },
});
exports.apiKey = crm.apiKey;
exports.events = crm.events;
exports.configuration = crm.configuration;`),
    { project: { environment: secrets } },
  );
  expect((await project.preview()).output).toMatch(/signatureKey +: \[secret\]/);
  await project.up();
  const { configuration } = onlyInstance(platform);
  expect(configuration).toMatchObject({
    "event.notification.callback.headers": secrets.HEADERS,
    "event.notification.basic.password": secrets.PASSWORD,
    "event.notification.signature.key": secrets.SIGNATURE,
    "proxy.password": secrets.PROXY,
  });
  const secretOutputs = [
    "apiKey",
    "configuration.proxy.password",
    "developerKey",
    "events.basicAuth.password",
    "events.callbackHeaders",
    "events.signatureKey",
    "token",
  ];
  expect((await onlyResource(project)).secretOutputs).toEqual(secretOutputs);

  // Nor does anything that follows print or store them: drift, its repair, a failed update.
  const { id } = onlyInstance(platform);
  const others = canary("othersSignatureKey");
  platform.others.change(id, { configuration: { "event.notification.signature.key": others, username: canary("x") } });
  await project.refresh();
  expect((await onlyResource(project)).secretOutputs).toEqual(secretOutputs);
  await project.preview();
  platform.faults.add({ method: "PUT", fault: { kind: "status", status: 400, echoRequest: true } });
  const { output } = await project.up({ fails: true });
  expect(output).toContain("returned 400");
  await project.up();
  expect(onlyInstance(platform).configuration).toEqual(configuration);
});

test("credentials that are given as secrets, outputs or promises, whole events among them, are secret as well", async () => {
  const { platform, project } = await setUp(
    program(`
const later = (value) => new Promise((resolve) => setTimeout(() => resolve(value), 10));
new Act365Instance("crm", {
  apiKey: pulumi.secret(keys.apiKey),
  developerKey: later(keys.developerKey),
  events: later({ callbackUrl: "https://receiver.example", signatureKey: process.env.SIGNATURE }),
  configuration: pulumi.output(later({ "proxy.password": process.env.SIGNATURE })),
});`),
    { project: { environment: { SIGNATURE: canary("signatureKey") } } },
  );
  await project.up();
  expect((await onlyResource(project)).secretOutputs).toEqual([
    "apiKey",
    "configuration",
    "developerKey",
    "events",
    "token",
  ]);
  await project.refresh();
  expect((await project.up()).output).toContain("2 unchanged");
  expect(onlyInstance(platform).configuration["event.notification.callback.url"]).toBe("https://receiver.example");
});

test("a refusal that quotes the whole request shows no secret, be it the platform's or a gateway's", async () => {
  const { platform, project } = await setUp(program(`new Act365Instance("crm", keys);`));
  for (const body of ["json", "html"] as const) {
    platform.faults.add({ method: "POST", fault: { kind: "status", status: 400, body, echoRequest: true } });
    const { output } = await project.up({ fails: true });
    expect(output).toContain("POST /instances returned 400");
  }
});
