import { NetworkError, type PlatformError } from "../../../../provider/src/platform/errors";
import { type Request, Transport, type TransportSettings } from "../../../../provider/src/platform/http/transport";
import { Redactor } from "../../../../provider/src/redaction/redactor";
import { Deadline, systemClock } from "../../../../provider/src/util/clock";
import { canary, failureOf } from "../../../support/canary";

/** A transport of which nothing is special but what is given. */
export function transportTo(baseUrl: string, more: Partial<TransportSettings> = {}): Transport {
  const settings = { maxConcurrentRequests: 16, clock: systemClock, redactor: new Redactor(), userAgent: "test/1" };
  return new Transport(baseUrl, { ...settings, ...more });
}

/** A request whose secrets are canaries that nothing knows of: what goes wrong must not show any of it. */
export function requestOf(verb: Request["verb"], path = "/instances"): Request {
  const authorization = `User ${canary("userSecret")}, Organization ${canary("organizationSecret")}`;
  const body = { name: "crm", configuration: { username: canary("apiKey") } };
  return verb === "GET" || verb === "DELETE" ? { verb, path, authorization } : { verb, path, authorization, body };
}

/** More time than any test needs. */
export const ample = () => new Deadline(systemClock, 25_000);

/** The network error of a request, handed to the scan. */
export async function networkErrorOf(promise: Promise<unknown>): Promise<PlatformError> {
  const error = await failureOf(promise);
  if (!(error instanceof NetworkError)) throw error;
  return error;
}
