import { Context } from "../../../provider/src/plugin/context";

test("a deployment ends with its cancellation, and the next one begins with the next greeting", () => {
  const context = new Context();
  const first = context.deployment;
  context.begin();
  expect(context.deployment).toBe(first);
  first.cancel();
  expect([first.signal.aborted, context.call("urn").signal?.aborted]).toEqual([true, true]);
  context.begin();
  expect(context.deployment).not.toBe(first);
  expect([first.signal.aborted, context.call("urn").signal?.aborted]).toEqual([true, false]);
});

test("settings are the provider's inputs, then the environment", () => {
  const context = new Context();
  context.configuration = { baseUrl: "api.example" };
  expect(context.sources.configuration("act365:baseUrl")).toBe("api.example");
  expect(context.sources.environment).toBe(process.env);
});

test("an error is safe to show: the engine's access token is not in it", () => {
  const token = "pul-0123456789abcdef";
  const { PULUMI_ACCESS_TOKEN: before } = process.env;
  process.env["PULUMI_ACCESS_TOKEN"] = token;
  try {
    expect(new Context().safe(new Error(`refused ${token}`)).message).not.toContain(token);
  } finally {
    if (before === undefined) delete process.env["PULUMI_ACCESS_TOKEN"];
    else process.env["PULUMI_ACCESS_TOKEN"] = before;
  }
});
