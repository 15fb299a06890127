import { declaration } from "../../support/platform";
import type { Properties } from "../../support/plugin";
import { secret } from "../../support/secretForm";
import { UNKNOWN } from "../../support/unknowns";
import { isPlugin } from "../frontEnd";
import { setUp, startManaged } from "../setUp";

const UNKNOWNS = {
  boolean: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  number: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  string: UNKNOWN,
  array: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  object: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
};

/** Declarations in which something is not known yet: each input as a whole, and each part of one. */
const UNKNOWN_INPUTS: Properties[] = [
  ...["name", "apiKey", "developerKey", "ownerTag", "adoptId"].map((name) => ({ [name]: UNKNOWNS.string })),
  { tags: UNKNOWNS.array },
  { tags: ["sales", UNKNOWNS.string] },
  { enabled: UNKNOWNS.boolean, verify: UNKNOWNS.boolean },
  { events: UNKNOWNS.object },
  { events: { callbackUrl: UNKNOWNS.string, pollIntervalMinutes: UNKNOWNS.number } },
  { events: { callbackUrl: "https://a.example", basicAuth: UNKNOWNS.object } },
  { events: { callbackUrl: "https://a.example", basicAuth: { username: "u", password: UNKNOWNS.string } } },
  { events: { callbackUrl: "https://a.example", pollers: { lists: { url: UNKNOWNS.string } } } },
  { configuration: UNKNOWNS.object },
  { configuration: { "filter.response.nulls": UNKNOWNS.boolean, "pagination.max": UNKNOWNS.number } },
];

/** The provider plugin has one unknown for all types, as the engine itself does. */
function withOneUnknown(inputs: Properties): Properties {
  const unknowns: unknown[] = Object.values(UNKNOWNS);
  return JSON.parse(JSON.stringify(inputs), (_, value) => (unknowns.includes(value) ? UNKNOWN : value));
}

describe("case 29: a preview, in which values are not known yet", () => {
  test("case 29a: a check finds nothing wrong with them, and hands them back as they are, with the defaults", async () => {
    const { simulator, plugin } = await setUp();
    for (const unknown of UNKNOWN_INPUTS) {
      const inputs = declaration(unknown);
      const expected = isPlugin ? withOneUnknown(inputs) : inputs;
      expect(await plugin.check({}, inputs)).toEqual({ inputs: { verify: false, ...expected }, failures: [] });
    }
    expect(simulator.requests).toEqual([]);
  });

  test("case 29b: a diff counts them as changed in place, and sends no request", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    for (const unknown of UNKNOWN_INPUTS) {
      const { changes, replaces } = await plugin.diff(id, state, { ...inputs, ...unknown });
      const expected = "adoptId" in unknown ? "none" : "some";
      expect([unknown, changes, replaces]).toEqual([unknown, expected, []]);
    }
    expect(simulator.requests).toEqual([]);
  });

  test("case 29c: works without credentials, and with ones that the engine wraps as secrets", async () => {
    const { plugin } = await setUp({
      configuration: { "act365:userSecret": secret(""), "act365:organizationSecret": "" },
    });
    const inputs = declaration();
    expect((await plugin.check({}, inputs)).failures).toEqual([]);
    expect((await plugin.diff("1", inputs, { ...inputs, name: UNKNOWN })).changes).toBe("some");
  });
});
