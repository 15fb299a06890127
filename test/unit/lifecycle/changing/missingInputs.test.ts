import { ACT_365 } from "../../../../provider/src/elements/actessentials";
import {
  assumingCredentials,
  lacksCredentials,
  needPut,
  refuseMissing,
} from "../../../../provider/src/lifecycle/changing/missingInputs";
import type { InstanceInputs } from "../../../../provider/src/lifecycle/model/properties";
import { canary, thrownBy } from "../../../support/canary";
import { inputs, NOTHING_KNOWN, pending, setUp, stateFor } from "../setUp";

const { apiKey = "", developerKey = "" } = inputs().credentials;
const keyless = (given: Partial<InstanceInputs> = {}) => inputs({ ...given, credentials: { apiKey } });
const state = stateFor(keyless(), setUp().platform.add());
const refusal = (declared: InstanceInputs) => thrownBy(() => refuseMissing("7", state, declared, ACT_365));

test("a program lacks credentials if it lacks any", () => {
  const given = [{}, { apiKey }, { developerKey }, { apiKey, developerKey }];
  expect(given.map((credentials) => lacksCredentials(inputs({ credentials }), ACT_365))).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test("a program with both keys lacks nothing, whatever changes", () => {
  const declared = inputs({ configuration: { "pagination.max": 5 } });
  expect(refuseMissing("7", state, declared, ACT_365)).toBeUndefined();
});

test("without the developer key, what a PATCH changes is accepted", () => {
  const declared = keyless({ name: "crm-eu", tags: [], enabled: false });
  expect(refuseMissing("7", state, declared, ACT_365)).toBeUndefined();
});

test("without the developer key, all that needs a PUT is named", () => {
  const declared = inputs({ configuration: { a: 1 }, credentials: { apiKey: canary("new") } });
  const error = refusal(declared);
  expect(error).toHaveProperty("code", "missing-input");
  expect(error.message).toBe(
    "developerKey is missing; find it in the Act! developer portal. Instance 7 was adopted or imported without it, so only " +
      "name, tags and enabled can change, but apiKey and configuration changed as well",
  );
});

test("a developer key that the program no longer gives is missing", () => {
  const before = stateFor(inputs({ credentials: { apiKey, developerKey } }), setUp().platform.add());
  expect(thrownBy(() => refuseMissing("7", before, keyless(), ACT_365)).message).toContain(
    "developerKey changed as well",
  );
});

test("the API key is always needed", () => {
  for (const credentials of [{}, { developerKey }]) {
    expect(refusal(inputs({ credentials })).message).toBe(
      "apiKey is missing; find it in Act! 365 under Profile > Apps & Integrations. Instance 7 was adopted or imported without it",
    );
  }
});

test("events need the callback URL that an import left out", () => {
  const error = refusal(inputs({ events: { callbackUrl: "", pollIntervalMinutes: 5 } }));
  expect(error).toHaveProperty("code", "missing-input");
  expect(error.message).toBe(
    "events.callbackUrl is missing; set it to the URL where events are sent. Instance 7 was adopted or imported without it",
  );
});

test("credentials that are pending or unknown are assumed to be as declared, others are not", () => {
  const needed = (known: typeof state) => needPut(assumingCredentials(known, keyless()), keyless(), ACT_365);
  expect(needed(pending(state))).toEqual([]);
  expect(needed({ ...state, credentials: {} })).toEqual([]);
  expect(needed({ ...state, credentials: { apiKey: canary("another") } })).toEqual(["apiKey"]);
  expect(needPut(NOTHING_KNOWN, keyless(), ACT_365)).toEqual(["apiKey"]);
});
