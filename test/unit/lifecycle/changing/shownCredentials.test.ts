import { withShownCredentials } from "../../../../provider/src/lifecycle/changing/shownCredentials";
import { canary } from "../../../support/canary";
import { inputs, pending, present } from "../setUp";

/** An instance in a state without developer key, changed by others in every way. */
function keyless() {
  const { apiKey = "" } = inputs().credentials;
  const declared = inputs({ credentials: { apiKey } });
  const setup = present(declared);
  Object.assign(setup.stored, { name: "by hand", tags: [], disabled: true });
  Object.assign(setup.stored.configuration, { username: canary("by hand"), "pagination.max": "7" });
  return { ...setup, declared };
}

test("a program with all credentials, or a state that knows those it gives, needs no read", async () => {
  const { platform, session, state, declared } = keyless();
  expect(await withShownCredentials("1", pending(state), inputs(), session)).toEqual(pending(state));
  expect(await withShownCredentials("1", state, declared, session)).toBe(state);
  expect(platform.calls).toEqual([]);
});

test("a program without any credentials needs no read of a state that knows them for sure", async () => {
  const { platform, session, state } = keyless();
  expect(await withShownCredentials("1", state, inputs({ credentials: {} }), session)).toBe(state);
  expect(platform.calls).toEqual([]);
});

test.each<[string, (state: ReturnType<typeof keyless>["state"]) => object]>([
  ["pending", pending],
  ["unknown", (state) => ({ ...state, credentials: {} })],
])("credentials that are %s are read, and nothing else is", async (_, change) => {
  const { platform, session, state, stored, declared } = keyless();
  const shown = await withShownCredentials("1", { ...state, ...change(state) }, declared, session);
  expect(platform.calls).toEqual(["get 1"]);
  expect(shown).toStrictEqual({ ...state, credentials: { apiKey: stored.configuration["username"] } });
});

test("a credential that the platform does not show stays as it was", async () => {
  const { platform, session, state, declared } = keyless();
  platform.respond = (instance) => ({ ...instance, configuration: undefined });
  expect(await withShownCredentials("1", pending(state), declared, session)).toStrictEqual(state);
});
