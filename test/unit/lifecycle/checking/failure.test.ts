import { absent, failure, unlisted } from "../../../../provider/src/lifecycle/checking/failure";
import { UNKNOWN } from "../../../provider/src/lifecycle/model/unknowns";

test("absent is what is not given or not known yet", () => {
  expect([undefined, null, UNKNOWN].map(absent)).toEqual(Array(9).fill(true));
  expect(["", 0, false, [], {}, [UNKNOWN]].map(absent)).toEqual(Array(6).fill(false));
});

test("a failure names its property in the reason alone: the engine prints the value of a named one", () => {
  expect(failure("apiKey", "is missing")).toEqual({ property: "", reason: "apiKey is missing" });
});

describe("names that are not listed", () => {
  test("are told one by one, with all that are listed", () => {
    expect(unlisted(["user", "username", "pass"], ["username", "password"], "basicAuth", "events.")).toEqual([
      { property: "", reason: "events.user is not known; basicAuth takes username, password" },
      { property: "", reason: "events.pass is not known; basicAuth takes username, password" },
    ]);
  });

  test("need no prefix, and are none where all are listed", () => {
    expect(unlisted(["a"], ["b"], "it")).toEqual([{ property: "", reason: "a is not known; it takes b" }]);
    expect(unlisted(["b"], ["b"], "it")).toEqual([]);
  });
});
