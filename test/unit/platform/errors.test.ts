import {
  CancelledError,
  NetworkError,
  NotFoundError,
  PlatformError,
  type RequestFailure,
  ResponseError,
  RetryLaterError,
  TimeLimitError,
  UnreadableResponseError,
} from "../../../provider/src/platform/errors";
import { canary, thrownBy } from "../../support/canary";

const failure = { verb: "GET", path: "/instances/1", outcome: "unknown", transient: true, retryAfter: 1_500 } as const;
const response = { status: 502, requestId: "5b0437c6e4b07731ae39b533" };

const all: [string, (failure: RequestFailure) => PlatformError][] = [
  ["NetworkError", (failure) => new NetworkError("sorry", failure)],
  ["UnreadableResponseError", (failure) => new UnreadableResponseError("sorry", failure)],
  ["TimeLimitError", (failure) => new TimeLimitError("sorry", failure)],
  ["RetryLaterError", (failure) => new RetryLaterError("sorry", failure)],
  ["ResponseError", (failure) => new ResponseError("sorry", { ...failure, ...response })],
  ["NotFoundError", (failure) => new NotFoundError("sorry", { ...failure, ...response })],
];

test.each(all)("a %s has its name and all details of the failure", (name, make) => {
  const error = make(failure);
  expect(error).toBeInstanceOf(PlatformError);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe(name);
  expect(error.message).toBe("sorry");
  expect(error).toMatchObject(failure);
});

test.each(all)("a %s without a wait that the platform asked for has none", (_, make) => {
  const { retryAfter: _wait, ...rest } = failure;
  expect(make(rest).retryAfter).toBeUndefined();
});

test.each(all)("a %s carries nothing else of the request", (_, make) => {
  const request = { ...failure, authorization: canary("authorization"), body: { password: canary("password") } };
  const error = thrownBy(() => {
    throw make(request);
  });
  expect(Object.keys(error)).not.toContain("authorization");
  expect(Object.keys(error)).not.toContain("body");
});

test("a ResponseError has the status and the request id, and a NotFoundError is one", () => {
  const error = new NotFoundError("gone", { ...failure, status: 404, requestId: undefined });
  expect(error).toBeInstanceOf(ResponseError);
  expect(error.status).toBe(404);
  expect(error.requestId).toBeUndefined();
  expect(new ResponseError("x", { ...failure, ...response })).toMatchObject(response);
  expect(new ResponseError("x", { ...failure, ...response })).not.toBeInstanceOf(NotFoundError);
});

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
