import { absent, closed } from "../../../../provider/src/lifecycle/checking/failure";
import { ALL_UNKNOWN, UNKNOWN } from "../../../support/unknowns";

test("absent is what is not given or not known yet", () => {
  expect([undefined, null, ...ALL_UNKNOWN].map(absent)).toEqual(Array(9).fill(true));
  expect(["", 0, false, [], {}, [UNKNOWN]].map(absent)).toEqual(Array(6).fill(false));
});

test("a closed failure names its property in the reason alone: the engine prints the value of a named one", () => {
  expect(closed("apiKey", "is missing")).toEqual({ property: "", reason: "apiKey is missing" });
});
