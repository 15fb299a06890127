import { absent, failure, unlisted } from "../../../../provider/src/lifecycle/checking/failure";
import { UNKNOWN } from "../../../../provider/src/lifecycle/model/unknowns";

test("a value counts as absent if it is not given or not known yet", () => {
  expect([undefined, null, UNKNOWN].map(absent)).toEqual(Array(3).fill(true));
  expect(["", 0, false, [], {}, [UNKNOWN]].map(absent)).toEqual(Array(6).fill(false));
});

test("a failure has the path of the input, and names it in the reason", () => {
  expect(failure("apiKey", "is missing")).toEqual({ input: "apiKey", reason: "apiKey is missing" });
});

describe("names that are not among the known ones", () => {
  test("are failures one by one, each with the list of known names and the nearest", () => {
    expect(unlisted(["use", "username", "passwrd"], ["username", "password"], "basicAuth", "events.")).toEqual([
      { input: "events.use", reason: "events.use is not known; basicAuth takes username, password" },
      {
        input: "events.passwrd",
        reason: "events.passwrd is not known; basicAuth takes username, password. Did you mean events.password?",
      },
    ]);
  });

  test("need no prefix, and there is no failure where all names are known", () => {
    expect(unlisted(["one"], ["two"], "it")).toEqual([{ input: "one", reason: "one is not known; it takes two" }]);
    expect(unlisted(["two"], ["two"], "it")).toEqual([]);
  });
});
