import { backToWire, fromWire, wireSecret } from "../../../provider/src/dynamic/wire";
import { UNKNOWN } from "../../../provider/src/lifecycle/model/unknowns";
import { isSecretOnWire } from "../../support/secretForm";
import { ALL_UNKNOWN } from "../../support/unknowns";

test.each(ALL_UNKNOWN)(
  "the sentinel %s stands for an unknown value at any depth, and goes back as it came",
  (sentinel) => {
    const came = {
      name: sentinel,
      tags: ["a", sentinel],
      events: { basicAuth: { password: sentinel, username: "u" } },
    };
    const known = fromWire(came);
    expect(known).toEqual({
      name: UNKNOWN,
      tags: ["a", UNKNOWN],
      events: { basicAuth: { password: UNKNOWN, username: "u" } },
    });
    expect(backToWire({ ...known, enabled: true }, came)).toEqual({ ...came, enabled: true });
  },
);

test("known values pass unchanged, whatever they are", () => {
  const came = { a: null, b: 1, c: [{ d: "x" }], e: undefined };
  expect(fromWire(came)).toEqual(came);
  expect(backToWire(fromWire(came), came)).toEqual(came);
});

test("a secret is marked as the engine marks it", () => {
  expect(isSecretOnWire(wireSecret("x"))).toBe(true);
  expect(wireSecret("x")).toMatchObject({ value: "x" });
});
