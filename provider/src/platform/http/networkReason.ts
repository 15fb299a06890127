import type { Redactor } from "../../redaction/redactor";
import type { Outcome } from "../errors";
import { SETTING } from "../settingNames";

/** Why there was no response, and what that says about the request. */
export interface NetworkReason {
  /** For the message, with the next step. Redacted. */
  readonly reason: string;
  readonly outcome: Outcome;
  readonly transient: boolean;
}

/** Codes of failed connection attempts, unless they come from reading or writing on an open connection. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_PRX_TLS",
]);

/** The TLS handshake failed. Other TLS codes ("bad record") may occur after the request was sent. */
const HANDSHAKE =
  /^ERR_SSL_(WRONG_VERSION_NUMBER|UNSUPPORTED_PROTOCOL|.*ALERT_(PROTOCOL_VERSION|HANDSHAKE_FAILURE)|.*UNRECOGNIZED_NAME)$/;

const CERTIFICATE =
  /^(CERT_|ERR_TLS_CERT|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/;

/** Names of errors that the code throws when it is wrong, or runs where it cannot. By name: each realm has its own. */
const OWN_ERROR = /^(Type|Reference|Syntax|Range)Error$/;

/**
 * Derives from an error of undici, the socket or TLS whether the request can have reached the platform. Any error that
 * may occur after sending counts as an unknown outcome: if wrong, that costs one look; the opposite mistake would cost
 * a second instance.
 * @param sent whether any part of the request may have reached the other side
 */
export function networkReason(error: unknown, baseUrl: string, sent: boolean, redactor: Redactor): NetworkReason {
  const { code, syscall, message, name } = quoted(facts(error), redactor);
  const host = new URL(baseUrl).host;
  if (CERTIFICATE.test(code)) {
    return {
      reason:
        `the TLS certificate of ${host} was not accepted (${code}). If a company proxy or a private authority signed ` +
        "it, name that authority's file in NODE_EXTRA_CA_CERTS; certificates are always checked",
      outcome: "nothingDone",
      transient: false,
    };
  }
  if (message.startsWith("Proxy response") || message.startsWith("Proxy Authentication")) {
    return {
      reason: `the proxy refused the connection to ${host} (${message}). Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY`,
      outcome: "nothingDone",
      // A refused password stays refused, and retrying it may lock the account.
      transient: !/\(4\d\d\)/.test(message),
    };
  }
  if (code === "ERR_INVALID_URL" || code === "UND_ERR_INVALID_ARG" || error instanceof URIError) {
    return {
      reason:
        `the request to ${host} could not be made (${message}). Check that HTTPS_PROXY and HTTP_PROXY, where they are ` +
        "set, are URLs such as http://proxy:3128, and the credentials for stray characters",
      outcome: "nothingDone",
      transient: false,
    };
  }
  if (OWN_ERROR.test(name)) {
    return {
      reason:
        `the request to ${host} failed within this process, not on the network (${name}: ${message}). Check that ` +
        "pulumi-act365 is installed as it was published; if so, please report this to its makers",
      outcome: sent ? "unknown" : "nothingDone",
      transient: false,
    };
  }
  const overConnection = syscall === "read" || syscall === "write";
  const neverSent = NEVER_SENT.has(code) && !overConnection;
  if (neverSent || syscall === "connect" || syscall === "getaddrinfo" || HANDSHAKE.test(code)) {
    return {
      reason: `${host} could not be reached (${code}). Check ${SETTING.baseUrl.key}, the network, and HTTPS_PROXY and NO_PROXY`,
      outcome: "nothingDone",
      transient: true,
    };
  }
  if (code === "UND_ERR_RES_EXCEEDED_MAX_SIZE") {
    return {
      reason: `the response from ${host} is larger than 16 MiB and was not read`,
      outcome: "unknown",
      transient: false,
    };
  }
  return {
    reason: `the connection to ${host} broke before the response was complete (${code || message}). Check the network and the platform's status`,
    outcome: "unknown",
    transient: true,
  };
}

interface Facts {
  readonly name: string;
  readonly code: string;
  readonly syscall: string;
  readonly message: string;
}

function quoted({ name, code, syscall, message }: Facts, redactor: Redactor): Facts {
  return { name, code: redactor.quote(code), syscall, message: redactor.quote(message) };
}

function facts(error: unknown): Facts {
  // If several addresses of a host were tried, each has its own error, which says more than the aggregate.
  const each = error instanceof AggregateError ? error.errors.map(facts) : [];
  const last = each.at(-1);
  if (last !== undefined && each.every(({ syscall }) => syscall === "connect")) return last;
  const text = (name: string) => {
    const value: unknown = typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
    return typeof value === "string" ? value : "";
  };
  return { name: text("name"), code: text("code"), syscall: text("syscall"), message: text("message") };
}
