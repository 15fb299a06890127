import { CancelledError } from "../../../provider/src/platform/cancelled";

const request = { verb: "POST", path: "/instances", authorization: "secret" };

test.each([
  ["nothingDone", "POST /instances was cancelled, and nothing was done"],
  ["unknown", "POST /instances was cancelled; whether the platform did it is not known"],
  ["platformError", "POST /instances was cancelled; whether the platform did it is not known"],
] as const)("a cancelled request with the outcome %s says so", (outcome, message) => {
  const error = new CancelledError(request, outcome);
  expect(error).toMatchObject({ name: "CancelledError", verb: "POST", path: "/instances", outcome, transient: false });
  expect(error.message).toBe(message);
});
