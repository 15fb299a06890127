import type { Platform } from "../platform";
import { notFound } from "../platformError";
import { base64Secret, hex } from "../random";
import type { PlatformCall } from "../server/access";
import { type ApiRequest, optionalJsonBody } from "../server/request";
import type { Endpoint } from "../server/router";

/** A place that nobody has: the simulator knows no vendor. The key goes in, the secret never. */
function authorizationUrl(elementKey: string, given: (name: string) => string | undefined): string {
  const url = new URL(`https://${elementKey.toLowerCase()}.vendor.invalid/oauth2/authorize`);
  const parameters = { client_id: "apiKey", redirect_uri: "callbackUrl", scope: "scope" };
  url.searchParams.set("response_type", "code");
  for (const [name, from] of Object.entries(parameters)) {
    const value = given(from);
    if (value !== undefined) url.searchParams.set(name, value);
  }
  url.searchParams.set("state", given("state") ?? elementKey);
  return url.href;
}

function parameters(request: ApiRequest): (name: string) => string | undefined {
  if (request.method === "GET") return (name) => request.query.get(name) ?? undefined;
  const body = optionalJsonBody(request);
  return (name) => {
    const value = body[name];
    return typeof value === "string" ? value : undefined;
  };
}

/** `GET` and `POST /elements/{key}/oauth/url` (asserted by the platform makers' own API tests). */
export const oauthUrl: Endpoint<Platform> = (request, platform) => {
  const element = platform.store.catalogue.get(request.params["key"] ?? "");
  return { json: { element: element.key, oauthUrl: authorizationUrl(element.key, parameters(request)) } };
};

/** `GET /elements/{key}/oauth/url/default`: with the platform's own application instead of the caller's. */
export const defaultOauthUrl: Endpoint<Platform> = (request, platform) => {
  const element = platform.store.catalogue.get(request.params["key"] ?? "");
  const own = (name: string) => (name === "apiKey" ? "default-application" : (request.query.get(name) ?? undefined));
  return {
    json: {
      element: element.key,
      oauthUrl: authorizationUrl(element.key, own),
      configuration: { secret: hex(platform.random, 32) },
    },
  };
};

/** `GET /elements/{key}/oauth/token`: the request token of OAuth 1. */
export const oauthToken: PlatformCall = (request, platform) => {
  platform.store.catalogue.get(request.params["key"] ?? "");
  return { json: { token: base64Secret(platform.random), secret: base64Secret(platform.random) } };
};

/** `GET /elements/{key}/trace/{trace}`: what happened at the vendor during an authentication. */
export const authenticationTrace: PlatformCall = (request, platform) => {
  const element = platform.store.catalogue.get(request.params["key"] ?? "");
  const trace = request.params["trace"] ?? "";
  if (!platform.traces.has(trace, element.id)) throw notFound(`No trace found with ID ${trace}`);
  return { json: { "POST:/oauth/oauth_token": { status: 200 } } };
};
