import { ACT_365 } from "../../../provider/src/elements/actessentials";
import { NotFoundError, ResponseError } from "../../../provider/src/platform/errors";
import type { Request } from "../../../provider/src/platform/http/transport";
import { type ResponseContext, responseError } from "../../../provider/src/platform/responses";
import { Redactor } from "../../../provider/src/redaction/redactor";
import { canary, thrownBy } from "../../support/canary";

const NOW = Date.parse("2026-03-04T05:06:07Z");
const REQUEST_ID = "5b0437c6e4b07731ae39b533";

function context(): ResponseContext & { redactor: Redactor } {
  const userSecret = canary("userSecret");
  const organizationSecret = canary("organizationSecret");
  const redactor = new Redactor();
  redactor.add(userSecret, organizationSecret);
  return {
    element: ACT_365,
    baseUrl: "https://api.example/elements/api-v2",
    credentials: {
      userSecret,
      organizationSecret,
      userSecretSource: "stack configuration act365:userSecret",
      organizationSecretSource: "environment variable ACT365_ORGANIZATION_SECRET",
    },
    redactor,
    now: NOW,
  };
}

function post(known: ResponseContext): Request {
  const { userSecret, organizationSecret } = known.credentials;
  return {
    verb: "POST",
    path: "/instances",
    authorization: `User ${userSecret}, Organization ${organizationSecret}`,
    body: { name: "crm" },
  };
}

/** The error for a response, handed to the scan. */
function errorFor(
  status: number,
  body: string,
  headers: Record<string, string> = {},
  known = context(),
): ResponseError {
  const error = thrownBy(() => {
    throw responseError(post(known), { status, headers, body }, known);
  });
  if (!(error instanceof ResponseError)) throw new Error("no ResponseError");
  return error;
}

const platform = (message = "Sorry.", more: object = {}) => JSON.stringify({ requestId: REQUEST_ID, message, ...more });
const withoutId = JSON.stringify({ message: "Sorry." });
const vendor = platform("Sorry.", { providerMessage: "Invalid key." });
const page = "<html><head><title>Oops</title></head><body><h1>It broke</h1></body></html>";

const SECRETS =
  "the user secret (from stack configuration act365:userSecret) and the organization secret (from environment " +
  "variable ACT365_ORGANIZATION_SECRET)";
const CREDENTIALS = `Check ${SECRETS}, and that both belong to the platform at https://api.example/elements/api-v2`;
const PRIVILEGE =
  "The user of the user secret (from stack configuration act365:userSecret) lacks the privilege, for example " +
  "createElementInstances: ask an organization administrator";
const FOREIGN =
  "This response is not from the platform: check act365:baseUrl (https://api.example/elements/api-v2) and any proxy or gateway in between";
const FOREIGN_REFUSAL = `${FOREIGN}, then ${SECRETS}`;
const NO_ELEMENT =
  "Check act365:baseUrl (https://api.example/elements/api-v2), and that the platform there has the element";
const MISSING = "It does not exist, or belongs to another organization or user";
const USED = "Something on the platform still uses it, such as a formula instance: remove that first";
const LIMIT = "The platform limits requests: lower act365:maxConcurrentRequests, or try again later";
const AGAIN = "Try again; if the error persists, give the request id to the platform's support";
const INPUTS = "Correct the inputs that the message names";
const KEYS =
  "Check apiKey (find it in Act! 365 under Profile > Apps & Integrations) and developerKey (find it in the Act! developer portal)";
const REDIRECT = "Redirects are refused, since the request carries secrets: set act365:baseUrl to the platform itself";

type Row = [what: string, status: number, body: string, outcome: string, transient: boolean, nextStep: string];

const table: Row[] = [
  ["the first redirect", 300, "", "refused", false, REDIRECT],
  ["a redirect", 301, "", "refused", false, REDIRECT],
  ["a redirect that keeps the verb", 307, page, "refused", false, REDIRECT],
  ["the last redirect", 399, "", "refused", false, REDIRECT],
  ["a bad request", 400, platform(), "refused", false, INPUTS],
  ["a bad request by a gateway", 400, page, "refused", false, FOREIGN],
  ["wrong secrets", 401, platform(), "refused", false, CREDENTIALS],
  ["wrong secrets, as a gateway tells it", 401, page, "refused", false, FOREIGN_REFUSAL],
  ["a missing privilege", 403, platform(), "refused", false, PRIVILEGE],
  ["a firewall's page", 403, page, "refused", false, FOREIGN_REFUSAL],
  ["a missing element", 404, platform(), "refused", false, NO_ELEMENT],
  ["a missing page", 404, page, "refused", false, FOREIGN],
  ["a 404 without a body", 404, " ", "refused", false, NO_ELEMENT],
  ["a wrong verb", 405, platform(), "refused", false, INPUTS],
  ["a request that came too slowly", 408, platform(), "refused", true, AGAIN],
  ["a request that came too slowly, as a gateway tells it", 408, page, "refused", true, AGAIN],
  ["a conflict", 409, platform(), "refused", false, USED],
  ["an instance that is gone", 410, platform(), "refused", false, MISSING],
  ["a value that cannot be", 422, platform(), "refused", false, INPUTS],
  ["the request limit", 429, platform(), "nothingDone", true, LIMIT],
  ["the request limit of a gateway", 429, page, "nothingDone", true, LIMIT],
  ["the vendor's request limit", 429, vendor, "nothingDone", true, LIMIT],
  ["an error of the platform", 500, platform(), "platformError", true, AGAIN],
  ["an error without a request id", 500, withoutId, "unknown", true, AGAIN],
  ["an error page", 500, page, "unknown", true, AGAIN],
  ["an unknown function", 501, platform(), "platformError", false, AGAIN],
  ["a gateway that got no response", 502, page, "unknown", true, AGAIN],
  ["a gateway error that the platform tells", 502, platform(), "platformError", true, AGAIN],
  ["a busy gateway", 503, page, "unknown", true, AGAIN],
  ["a gateway that waited too long", 504, "", "unknown", true, AGAIN],
  ["keys that the vendor refused", 401, vendor, "platformError", false, KEYS],
  ["keys that the vendor refused with 400", 400, vendor, "platformError", false, KEYS],
  ["a vendor that failed", 500, vendor, "platformError", true, KEYS],
  ["a vendor's error without a request id", 400, JSON.stringify({ providerMessage: "x" }), "refused", false, KEYS],
  ["an error that is a JSON list", 500, `[${platform()}]`, "unknown", true, AGAIN],
];

test.each(table)(
  "%s (%d): outcome, whether it may pass, and the next step",
  (_, status, body, outcome, transient, next) => {
    const error = errorFor(status, body);
    expect(error).toMatchObject({ verb: "POST", path: "/instances", status, outcome, transient });
    expect(error.retryAfter).toBeUndefined();
    expect(error.message).toContain(`POST /instances returned ${status}`);
    expect(error.message.endsWith(`. ${next}`)).toBe(true);
  },
);

test("the message names verb, path, status, the platform's words, the request id and the next step", () => {
  const error = errorFor(400, platform("You must provide a name."));
  expect(error.message).toBe(
    `POST /instances returned 400: You must provide a name (request id ${REQUEST_ID}). ${INPUTS}`,
  );
  expect(error.requestId).toBe(REQUEST_ID);
});

test("the vendor's words follow the platform's", () => {
  expect(errorFor(401, vendor).message).toBe(
    `POST /instances returned 401: Sorry.; Act! 365 says: Invalid key (request id ${REQUEST_ID}). ${KEYS}`,
  );
});

test("an error response without a message is described as that", () => {
  expect(errorFor(504, "").message).toBe(`POST /instances returned 504. ${AGAIN}`);
  expect(errorFor(500, "{}").message).toBe(`POST /instances returned 500. ${AGAIN}`);
  expect(errorFor(500, '{"message":{"a":1},"requestId":7,"providerMessage":null}')).toMatchObject({
    message: `POST /instances returned 500. ${AGAIN}`,
    outcome: "unknown",
    requestId: undefined,
  });
});

test("a web page is quoted without tags, styles and scripts, in at most 200 characters", () => {
  const styled = `<html><STYLE type="x">p { a }</STYLE><script>var b;</script><p>It\n broke</p><style>unclosed`;
  expect(errorFor(502, styled).message).toBe(`POST /instances returned 502: It broke. ${AGAIN}`);
  expect(errorFor(502, "x".repeat(201)).message).toBe(`POST /instances returned 502: ${"x".repeat(200)}…. ${AGAIN}`);
});

test.each(["<a", "<style>", "a.", "<script></style>"])("a long page of %s is quoted in no time", (piece) => {
  const started = performance.now();
  errorFor(502, piece.repeat(200_000 / piece.length));
  expect(performance.now() - started).toBeLessThan(2_000);
});

test("words that a page's tags separate stay separate", () => {
  const cells = "<td>It</td><td>is</td>very<style>td {}</style>broken";
  expect(errorFor(502, cells).message).toBe(`POST /instances returned 502: It is very broken. ${AGAIN}`);
});

test("a secret that looks like a tag is redacted completely", () => {
  const known = context();
  const secret = canary("apiKey", (core) => `x${core}<b>${core}`);
  known.redactor.add(secret);
  expect(errorFor(502, `<p>It was ${secret}</p>`, {}, known).message).toBe(
    `POST /instances returned 502: It was [secret]. ${AGAIN}`,
  );
});

test("the request id may come in a header, but the body's wins", () => {
  const headers = { "elements-request-id": "from-the-header" };
  expect(errorFor(500, withoutId, headers)).toMatchObject({ requestId: "from-the-header", outcome: "platformError" });
  expect(errorFor(500, platform(), headers).requestId).toBe(REQUEST_ID);
  expect(errorFor(502, page, headers)).toMatchObject({ requestId: "from-the-header", outcome: "unknown" });
});

test.each([
  ["503 with seconds", 503, "30", "nothingDone", 30_000],
  ["503 with a date", 503, "Wed, 04 Mar 2026 05:06:17 GMT", "nothingDone", 10_000],
  ["503 with nothing readable", 503, "soon", "unknown", undefined],
  ["429 with seconds", 429, "0", "nothingDone", 0],
  ["502 with seconds", 502, "30", "unknown", 30_000],
  ["400 with seconds", 400, "30", "refused", 30_000],
])("Retry-After: %s", (_, status, header, outcome, retryAfter) => {
  expect(errorFor(status, "", { "retry-after": header })).toMatchObject({ outcome, retryAfter });
});

test.each([
  ["JSON", 404, platform("No element instance found with ID 5"), true],
  ["JSON", 410, platform(), false],
  ["JSON without a request id", 404, withoutId, true],
  ["nothing", 404, "", true],
  ["white space", 404, "\r\n", true],
  ["a page", 404, page, false],
  ["a JSON text", 404, '"Not Found"', false],
  ["JSON", 400, platform(), false],
  ["JSON", 403, platform(), false],
  ["JSON", 409, platform(), false],
])("%s with status %d means that the instance is gone, or not, depending on the body: %j", (_, status, body, gone) => {
  expect(errorFor(status, body)).toBeInstanceOf(ResponseError);
  expect(errorFor(status, body) instanceof NotFoundError).toBe(gone);
});

test.each([
  ["DELETE", "/instances/5", 410, true, MISSING],
  ["GET", "/instances/5", 410, false, MISSING],
  ["GET", "/instances/5", 404, true, MISSING],
  [
    "GET",
    "/hubs/crm/ping",
    403,
    false,
    "Calls through a disabled instance are refused: run pulumi refresh, then pulumi up",
  ],
] as const)("%s %s that returns %d: gone is %s, and the next step fits", (verb, path, status, gone, next) => {
  const known = context();
  const request = { verb, path, authorization: post(known).authorization };
  const error = responseError(request, { status, headers: {}, body: platform() }, known);
  expect(error instanceof NotFoundError).toBe(gone);
  expect(error.message.endsWith(`. ${next}`)).toBe(true);
});

test("of a redirect only the host is named", () => {
  const location = `https://elsewhere.example:8443/login?token=${canary("token")}`;
  expect(errorFor(302, "", { location }).message).toBe(
    "POST /instances returned 302. Redirects are refused, since the request carries secrets (this one points to " +
      "elsewhere.example:8443): set act365:baseUrl to the platform itself",
  );
});

test("a redirect's host that holds a secret is not named, nor an endless one", () => {
  const known = context();
  const location = `https://${known.credentials.userSecret}.example/`;
  expect(errorFor(302, "", { location }, known).message).toContain("(this one points to [secret].example)");
  expect(errorFor(302, "", { location: `https://${"a".repeat(500)}/` }).message).toContain(`to ${"a".repeat(100)}…)`);
});

test("a redirect to a path names no host", () => {
  expect(errorFor(302, "", { location: "/login" }).message).toBe(`POST /instances returned 302. ${REDIRECT}`);
});

test.each<[string, (echo: string) => [string, Record<string, string>]]>([
  ["in the message", (echo) => [platform(echo), {}]],
  ["in the vendor's message", (echo) => [platform("x", { providerMessage: echo }), {}]],
  ["in the request id", (echo) => [JSON.stringify({ requestId: echo, message: "x" }), {}]],
  ["in the request id's header", (echo) => ["{}", { "elements-request-id": echo }]],
  ["in a page", (echo) => [`<p>${echo}</p>`, {}]],
  ["in broken JSON", (echo) => [platform(echo).slice(0, -1), {}]],
  ["in a JSON list", (echo) => [JSON.stringify([echo]), {}]],
])("a server that echoes the request %s does not make the error show secrets", (_, respondWith) => {
  const known = context();
  const apiKey = canary("apiKey", (core) => `<k/${core}+=>`);
  known.redactor.add(apiKey);
  const { authorization } = post(known);
  for (const echo of [
    `authorization: ${authorization}`,
    authorization,
    known.credentials.organizationSecret,
    JSON.stringify({ configuration: { username: apiKey, password: canary("unknownPassword") } }),
    encodeURIComponent(apiKey),
    Buffer.from(apiKey).toString("base64"),
  ]) {
    const [body, headers] = respondWith(echo);
    expect(errorFor(500, body, headers, known).message).toContain("[secret]");
  }
});
