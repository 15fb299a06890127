import { networkReason as reasonOf } from "../../../../provider/src/platform/http/networkReason";
import { Redactor } from "../../../../provider/src/redaction/redactor";

const BASE_URL = "https://api.example:8443/elements/api-v2";

const networkReason = (error: unknown, baseUrl: string, sent = true, redactor = new Redactor()) =>
  reasonOf(error, baseUrl, sent, redactor);

const failure = (facts: { code?: string; syscall?: string; message?: string }) =>
  Object.assign(new Error(facts.message ?? "the library's words"), facts);

const unreachable = (code: string) =>
  `api.example:8443 could not be reached (${code}). Check act365:baseUrl, the network, and HTTPS_PROXY and NO_PROXY`;
const broken = (code: string) =>
  `the connection to api.example:8443 broke before the response was complete (${code}). Check the network and the platform's status`;

test.each([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_PRX_TLS",
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "ERR_SSL_UNSUPPORTED_PROTOCOL",
  "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
  "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
  "ERR_SSL_TLSV1_UNRECOGNIZED_NAME",
])("%s means that nothing was sent, and may pass", (code) => {
  expect(networkReason(failure({ code }), BASE_URL)).toEqual({
    reason: unreachable(code),
    outcome: "nothingDone",
    transient: true,
  });
});

test.each([
  ["ETIMEDOUT", "connect"],
  ["EADDRNOTAVAIL", "connect"],
  ["ECONNRESET", "connect"],
  ["ESERVFAIL", "getaddrinfo"],
])("%s in %s means that nothing was sent", (code, syscall) => {
  expect(networkReason(failure({ code, syscall }), BASE_URL)).toEqual({
    reason: unreachable(code),
    outcome: "nothingDone",
    transient: true,
  });
});

test.each([
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "UND_ERR_SOCKET",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_ABORTED",
  "HPE_INVALID_CONSTANT",
  "ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC",
  "ERR_SSL_PACKET_LENGTH_TOO_LONG",
  "NOT_ECONNREFUSED",
  "NOT_ERR_SSL_UNSUPPORTED_PROTOCOL",
  "ERR_SSL_UNSUPPORTED_PROTOCOL_NOT",
  "NOT_CERT_HAS_EXPIRED",
])("%s leaves the outcome unknown, and may pass", (code) => {
  expect(networkReason(failure({ code }), BASE_URL)).toEqual({
    reason: broken(code),
    outcome: "unknown",
    transient: true,
  });
});

test.each([
  ["EHOSTUNREACH", "read"],
  ["ENETUNREACH", "write"],
  ["ECONNREFUSED", "read"],
])("%s in %s comes from a connection that stood, hence leaves the outcome unknown", (code, syscall) => {
  expect(networkReason(failure({ code, syscall }), BASE_URL)).toEqual({
    reason: broken(code),
    outcome: "unknown",
    transient: true,
  });
});

test.each([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_HAS_EXPIRED",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "HOSTNAME_MISMATCH",
  "INVALID_CA",
  "PATH_LENGTH_EXCEEDED",
])("%s is about the certificate: nothing was sent, and trying again does not help", (code) => {
  expect(networkReason(failure({ code }), BASE_URL)).toEqual({
    reason:
      `the TLS certificate of api.example:8443 was not accepted (${code}). If a company proxy or a private authority ` +
      "signed it, name that authority's file in NODE_EXTRA_CA_CERTS; certificates are always checked",
    outcome: "nothingDone",
    transient: false,
  });
});

test.each([
  ["Proxy response (502) !== 200 when HTTP Tunneling", true],
  ["Proxy response (503) !== 200 when HTTP Tunneling", true],
  ["Proxy response (407) !== 200 when HTTP Tunneling", false],
  ["Proxy response (403) !== 200 when HTTP Tunneling", false],
  ["Proxy Authentication Required (407)", false],
])("%j: nothing was sent, and whether it may pass is %s", (message, transient) => {
  expect(networkReason(failure({ code: "UND_ERR_ABORTED", message }), BASE_URL)).toEqual({
    reason: `the proxy refused the connection to api.example:8443 (${message}). Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY`,
    outcome: "nothingDone",
    transient,
  });
});

test.each([
  ["a header that cannot be sent", failure({ code: "UND_ERR_INVALID_ARG", message: "invalid authorization header" })],
  ["a proxy that is no URL", failure({ code: "ERR_INVALID_URL", message: "Invalid URL" })],
  ["a proxy with a password that is no URL encoding", new URIError("URI malformed")],
])("%s: nothing was sent, and trying again does not help", (_, error) => {
  expect(networkReason(error, BASE_URL)).toEqual({
    reason:
      `the request to api.example:8443 could not be made (${error.message}). Check that HTTPS_PROXY and HTTP_PROXY, ` +
      "where they are set, are URLs such as http://proxy:3128, and the credentials for stray characters",
    outcome: "nothingDone",
    transient: false,
  });
});

test("a response that is too large leaves the outcome unknown, and trying again does not help", () => {
  expect(networkReason(failure({ code: "UND_ERR_RES_EXCEEDED_MAX_SIZE" }), BASE_URL)).toEqual({
    reason: "the response from api.example:8443 is larger than 16 MiB and was not read",
    outcome: "unknown",
    transient: false,
  });
});

test.each<[string, unknown, string]>([
  ["an error without a code", new Error("boom"), "boom"],
  ["an error with a code that is no text", Object.assign(new Error("boom"), { code: 5, syscall: 6 }), "boom"],
  ["a text", "boom", ""],
  ["nothing", undefined, ""],
  ["null", null, ""],
])("%s leaves the outcome unknown", (_, error, words) => {
  expect(networkReason(error, BASE_URL)).toEqual({ reason: broken(words), outcome: "unknown", transient: true });
});

const refused = (code: string) => failure({ code, syscall: "connect" });

test("a host none of whose addresses could be connected to was never reached, whatever the whole is called", () => {
  const each = [refused("ETIMEDOUT"), refused("ETIMEDOUT"), refused("ECONNREFUSED")];
  const error = Object.assign(new AggregateError(each, ""), { code: "ETIMEDOUT" });
  expect(networkReason(error, BASE_URL)).toEqual({
    reason: unreachable("ECONNREFUSED"),
    outcome: "nothingDone",
    transient: true,
  });
});

test.each([
  ["one that was connected to", [refused("ECONNREFUSED"), failure({ code: "ECONNRESET", syscall: "read" })]],
  ["one that was connected to first", [failure({ code: "ECONNRESET", syscall: "read" }), refused("ECONNREFUSED")]],
  ["none", []],
])("several errors with %s among them leave the outcome unknown", (_, each) => {
  const error = Object.assign(new AggregateError(each, "several"), { code: "ECONNRESET" });
  expect(networkReason(error, BASE_URL)).toMatchObject({ reason: broken("ECONNRESET"), outcome: "unknown" });
});

test.each<[string, boolean, string]>([
  ["before the request was sent", false, "nothingDone"],
  ["after it", true, "unknown"],
])("a programming error %s is not a network error: it is never tried again", (_, sent, outcome) => {
  for (const kind of [TypeError, ReferenceError, SyntaxError, RangeError]) {
    expect(networkReason(new kind("File is not defined"), BASE_URL, sent)).toEqual({
      reason:
        `the request to api.example:8443 failed within this process, not on the network (${kind.name}: File is not ` +
        "defined). Check that pulumi-act365 is installed as it was published; if so, please report this to its makers",
      outcome,
      transient: false,
    });
  }
});

test("an error whose name only resembles a programming error is a network error", () => {
  for (const name of ["MyTypeError", "TypeErrors"]) {
    expect(networkReason(Object.assign(new Error("boom"), { name }), BASE_URL).transient).toBe(true);
  }
});

test("of a reason, only what the library said is redacted with every secret", () => {
  const redactor = new Redactor();
  redactor.add("broke", "network");
  expect(networkReason(new Error("who broke it"), BASE_URL, true, redactor).reason).toBe(broken("who [secret] it"));
  expect(networkReason(failure({ code: "Enetwork" }), BASE_URL, true, redactor).reason).toBe(broken("E[secret]"));
});
