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
  test("are failures one by one, each with the list of known names", () => {
    expect(unlisted(["user", "username", "pass"], ["username", "password"], "basicAuth", "events.")).toEqual([
      { input: "events.user", reason: "events.user is not known; basicAuth takes username, password" },
      { input: "events.pass", reason: "events.pass is not known; basicAuth takes username, password" },
    ]);
  });

  test("need no prefix, and there is no failure where all names are known", () => {
    expect(unlisted(["a"], ["b"], "it")).toEqual([{ input: "a", reason: "a is not known; it takes b" }]);
    expect(unlisted(["b"], ["b"], "it")).toEqual([]);
  });
});
