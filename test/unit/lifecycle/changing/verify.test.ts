import { verify } from "../../../../provider/src/lifecycle/changing/verify";
import type { InstanceState } from "../../../../provider/src/lifecycle/model/properties";
import type { Ping } from "../../../../provider/src/platform/client";
import { canary, failureOf } from "../../../support/canary";
import { failure } from "../../../support/memoryPlatform";
import { setUp } from "../setUp";

type Pong = Omit<Ping, "summary">;

function present(pong?: Pong) {
  const setup = setUp(5_000);
  const { token } = setup.platform.add();
  setup.platform.pong = pong;
  return { ...setup, token };
}

/** A state of which nothing is known but this. */
function known(given: Partial<InstanceState> = {}): InstanceState {
  return { credentials: {}, ...given };
}

test.each([
  { endpoint: "actessentials", valid: true },
  { endpoint: "actessentials", valid: undefined },
])("a response with the right endpoint, and not valid: false, confirms the instance: %j", async (pong) => {
  const { platform, session, token } = present(pong);
  expect(await verify(known({ token, enabled: true }), session)).toBeUndefined();
  expect(platform.calls).toEqual(["ping"]);
  expect(platform.limits).toEqual([5_000]);
});

test("the token of the instance itself is used", async () => {
  const { session } = present();
  const error = await failureOf(verify(known({ token: canary("anotherToken") }), session));
  expect(error.message).toBe("GET /hubs/crm/ping returned 403");
});

test.each<[Pong, string]>([
  [{ endpoint: "actessentials", valid: false }, "it is reported as not valid"],
  [{ endpoint: "closeio", valid: true }, "the response is not from an instance of Act! 365"],
  [{ endpoint: undefined, valid: undefined }, "the response is not from an instance of Act! 365"],
])("a response like %j is an error, though its status is 200", async (pong, told) => {
  const { session, token } = present(pong);
  const error = await failureOf(verify(known({ token }), session));
  expect(error).toHaveProperty("code", "not-verified");
  expect(error.message).toBe(
    `verify: GET /hubs/crm/ping returned 200, but Act! 365 did not confirm the instance: ${told}. ` +
      "Check apiKey and developerKey, then run pulumi up again: it verifies again",
  );
});

test("the endpoint in the response is not quoted, since it may hold anything", async () => {
  const { session, token } = present({ endpoint: canary("endpoint"), valid: true });
  expect((await failureOf(verify(known({ token }), session))).message).toContain(
    "the response is not from an instance of Act! 365",
  );
});

test("a disabled instance is not pinged", async () => {
  const { platform, session, token } = present();
  expect(await verify(known({ token, enabled: false }), session)).toBeUndefined();
  expect(platform.calls).toEqual([]);
});

test("without a token there is no ping", async () => {
  const { platform, session } = present();
  const error = await failureOf(verify(known(), session));
  expect(error).toHaveProperty("code", "not-verified");
  expect(error.message).toBe("verify: the platform returned no token for the instance, so it could not be pinged");
  expect(platform.calls).toEqual([]);
});

test("the platform's own errors pass as they are", async () => {
  const { platform, session, token } = present();
  const error = failure("platformError");
  platform.fail("ping", error);
  expect(await failureOf(verify(known({ token }), session))).toBe(error);
});
