import { hasCode, LifecycleError, reason } from "../../lifecycle/model/errors";
import type { ClientSession } from "../../operations/openSession";
import { configuredCredentials } from "../../operations/settings";
import { isLoopback } from "../../platform/baseUrl";
import { NotFoundError, ResponseError } from "../../platform/errors";
import { humanDuration } from "../../util/clock";
import { type Access, openPlatform, sourcesOf } from "../platformSession";
import type { Surroundings } from "../surroundings";
import { type Finding, skipped } from "./finding";
import { whichSecret } from "./refusedSecret";

/** Milliseconds that each request may take, with its retries. */
const PATIENCE = 20_000;
/** Milliseconds that the clock may differ. */
const CLOCK_TOLERANCE = 5 * 60_000;

const CHECKS = ["base URL", "credentials", "organization", "element", "clock"];

const REACHABLE = "a base URL that can be reached";
const ACCEPTED = "valid credentials";

/** The platform is not looked at, since settings are not known. */
export function platformSkipped(needed: string): Finding[] {
  return CHECKS.map((check) => skipped(check, needed));
}

/** Looks at the platform: reachable, with these credentials, with this element. */
export async function* platformFindings(access: Access): AsyncGenerator<Finding> {
  const session = opened(access);
  if (session instanceof LifecycleError) {
    const badUrl = session.message.startsWith("baseUrl");
    const check = badUrl ? "base URL" : "credentials";
    yield { check, result: "problem", message: session.message };
    yield* CHECKS.filter((each) => each !== check).map((each) => skipped(each, badUrl ? "a valid base URL" : ACCEPTED));
    return;
  }
  const asked = await session.platform.organizationId().then(
    (id) => ({ id }),
    (error: unknown) => ({ error }),
  );
  if ("error" in asked) {
    yield* failureFindings(asked.error, session, access);
    return;
  }
  yield reachable(session, access);
  const { userSecretSource, organizationSecretSource } = configuredCredentials(sourcesOf(access));
  const message = `accepted: user secret from ${userSecretSource}, organization secret from ${organizationSecretSource}`;
  yield { check: "credentials", result: "ok", message };
  yield { check: "organization", result: "ok", message: `id ${asked.id ?? "unknown"}` };
  yield* elementFindings(session, access.around);
}

function reachable({ baseUrl }: ClientSession, { around }: Access): Finding {
  return { check: "base URL", result: "ok", message: `${baseUrl} is reachable${proxyText(baseUrl, around)}` };
}

function opened(access: Access): ClientSession | LifecycleError {
  try {
    return openPlatform(access, PATIENCE);
  } catch (error) {
    if (hasCode(error, "settings")) return error;
    throw error;
  }
}

async function* failureFindings(error: unknown, session: ClientSession, access: Access): AsyncGenerator<Finding> {
  if (!(error instanceof ResponseError) || ![401, 403].includes(error.status) || error.requestId === undefined) {
    const proxy = proxyText(session.baseUrl, access.around);
    yield { check: "base URL", result: "problem", message: `${session.baseUrl}${proxy}: ${reason(error)}` };
    yield* CHECKS.slice(1).map((each) => skipped(each, REACHABLE));
    return;
  }
  yield reachable(session, access);
  if (error.status === 401) {
    const message = `refused: ${error.verb} ${error.path} returned 401 (request id ${error.requestId})`;
    yield { check: "credentials", result: "problem", message, next: await whichSecret(session, access) };
  } else yield { check: "credentials", result: "problem", message: reason(error) };
  yield* CHECKS.slice(2).map((each) => skipped(each, ACCEPTED));
}

async function* elementFindings(session: ClientSession, around: Surroundings): AsyncGenerator<Finding> {
  const { element } = session;
  try {
    const { name, platformTime } = await session.platform.element();
    yield { check: "element", result: "ok", message: `${element.key} (${name ?? element.name})` };
    yield clockFinding(platformTime, around.clock.now());
  } catch (error) {
    const missing = error instanceof NotFoundError;
    const next = `The platform at ${session.baseUrl} does not offer ${element.name}: check act365:baseUrl, or ask its support`;
    yield { check: "element", result: "problem", message: reason(error), ...(missing ? { next } : {}) };
    yield skipped("clock", "a response about the element");
  }
}

function clockFinding(platformTime: number | undefined, now: number): Finding {
  if (platformTime === undefined) return { check: "clock", result: "ok", message: "the response has no date" };
  const difference = Math.abs(now - platformTime);
  if (difference <= CLOCK_TOLERANCE) return { check: "clock", result: "ok", message: "matches the platform's" };
  const message = `${humanDuration(difference)} ${now > platformTime ? "ahead of" : "behind"} the platform's`;
  return {
    check: "clock",
    result: "problem",
    message,
    next: "Set this machine's clock: certificate checks depend on it",
  };
}

/** The proxy that requests go through according to the environment, without its user and password. */
function proxyText(baseUrl: string, { environment }: Surroundings): string {
  const { hostname } = new URL(baseUrl);
  const proxy = environment["https_proxy"] || environment["HTTPS_PROXY"];
  if (!proxy || isLoopback(hostname)) return "";
  const host = URL.canParse(proxy) ? new URL(proxy).host : "(an invalid URL)";
  return ` (HTTPS_PROXY names the proxy ${host}${environment["no_proxy"] || environment["NO_PROXY"] ? "; NO_PROXY is set" : ""})`;
}
