import { status } from "@grpc/grpc-js";
import { canary, failureOf } from "../support/canary";
import { secret } from "../support/secretForm";
import { Provider } from "./provider";
import { declared, rightInputs, settingsOf, setUp, URN, up } from "./setUp";

test("lines appear at their resource through the engine, once, before the answer", async () => {
  const { platform, provider } = await setUp();
  const inputs = await rightInputs(provider, undefined, declared());
  platform.faults.add({ method: "GET", fault: { kind: "status", status: 429, retryAfter: 0 } });
  await provider.create(URN, inputs);
  expect(provider.lines).toEqual([
    { urn: URN, severity: "info", message: expect.stringMatching(/^GET \/elements.* returned 429.*; try 2 of 5 in /) },
  ]);
  expect(provider.printed.stderr).toBe("");
});

test("warnings appear as warnings", async () => {
  const { platform, provider, next } = await setUp();
  const { inputs } = await up(provider);
  const other = await next();
  await other.create(URN, inputs);
  expect(platform.instances()).toHaveLength(1);
  expect(other.lines).toEqual([
    { urn: URN, severity: "warning", message: expect.stringMatching(/^adopted instance \d+/) },
  ]);
});

test("an unknown input is a check failure with the nearest name", async () => {
  const { provider } = await setUp();
  const wrong = declared({
    tag: ["sales"],
    events: { callbackURL: "https://example.com" },
    ownerTag: "mine",
    token: "x",
  });
  const { failures } = await provider.check(URN, undefined, wrong);
  expect(failures.every(({ property }) => property === "")).toBe(true);
  const reasons = failures.map(({ reason }) => reason);
  expect(reasons).toEqual([
    expect.stringMatching(/^ownerTag is not known; the resource takes name, apiKey/),
    expect.stringMatching(/^tag is not known; .* Did you mean tags\?$/),
    expect.stringMatching(/^token is not known; /),
    expect.stringMatching(/^events\.callbackURL is not known; .* Did you mean events\.callbackUrl\?$/),
    expect.stringMatching(/^events\.callbackUrl /),
  ]);
});

test("no failure shows a secret, and neither does it show the engine's access token", async () => {
  const platform = (await setUp()).platform;
  const token = canary("pulumiAccessToken");
  const provider = await Provider.start({ PULUMI_ACCESS_TOKEN: token });
  await provider.configure(settingsOf(platform));
  const inputs = await rightInputs(provider, undefined, declared({ name: secret(token) }));
  platform.faults.add({
    method: "POST",
    fault: { kind: "status", status: 400, echoRequest: true, message: `no ${token}` },
  });
  const error = await failureOf(provider.create(URN, inputs));
  expect(error.message).toContain("POST /instances returned 400");
  platform.requests.length = 0;
});

test("what is wrong with the protocol itself is an error too, and the process lives on", async () => {
  const { provider } = await setUp();
  const wrong = provider.list({}, { token: "not a token" });
  expect(await failureOf(wrong)).toMatchObject({ code: status.INVALID_ARGUMENT });
  expect(await failureOf(provider.list({ tga: "x" }))).toMatchObject({
    code: status.INVALID_ARGUMENT,
    message: "a list of instances takes tag (a string) and name (a string); tga is not known, did you mean tag?",
  });
  await up(provider, declared({ apiKey: secret(canary("apiKey")) }));
});
