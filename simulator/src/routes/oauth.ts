import { base64Secret, hex } from "../random";
import { notFound } from "../refusal";
import { forUser } from "../server/access";
import { type Call, type Handler, jsonBody, param, type Routes } from "../server/call";
import { elementIn } from "./elements";

/** A URL that leads nowhere, since there is no vendor. It contains the key, but never the secret. */
function authorizationUrl(elementKey: string, given: (name: string) => string | undefined): string {
  const url = new URL(`https://${elementKey.toLowerCase()}.vendor.invalid/oauth2/authorize`);
  url.searchParams.set("response_type", "code");
  for (const [name, from] of Object.entries({ client_id: "apiKey", redirect_uri: "callbackUrl", scope: "scope" })) {
    const value = given(from);
    if (value !== undefined) url.searchParams.set(name, value);
  }
  url.searchParams.set("state", given("state") ?? elementKey);
  return url.href;
}

/** The caller's values, in the query or in the body. */
function parameters(call: Call): (name: string) => string | undefined {
  const body = call.method === "POST" && call.rawBody.length > 0 ? jsonBody(call) : {};
  return (name) => {
    const value = call.method === "POST" ? body[name] : call.query.get(name);
    return typeof value === "string" ? value : undefined;
  };
}

/** Asserted by the platform makers' own API tests, with GET and with POST. */
const oauthUrl: Handler = (call) => {
  const { key } = elementIn(call);
  return { json: { element: key, oauthUrl: authorizationUrl(key, parameters(call)) } };
};

/** With the platform's own application instead of the caller's. */
const defaultOauthUrl: Handler = (call) => {
  const { key } = elementIn(call);
  const given = parameters(call);
  const oauthUrl = authorizationUrl(key, (name) => (name === "apiKey" ? "default-application" : given(name)));
  return { json: { element: key, oauthUrl, configuration: { secret: hex(call.platform.random, 32) } } };
};

/** The request token of OAuth 1. */
const oauthToken: Handler = (call) => {
  elementIn(call);
  const { random } = call.platform;
  return { json: { token: base64Secret(random), secret: base64Secret(random) } };
};

/** What happened at the vendor during an authentication. */
const authenticationTrace: Handler = (call) => {
  const trace = param(call, "trace");
  if (call.platform.traces.get(trace) !== elementIn(call).id) throw notFound(`No trace found with ID ${trace}`);
  return { json: { "POST:/oauth/oauth_token": { status: 200 } } };
};

/** What callers need before they create an instance of an OAuth element. */
export const oauthRoutes: Routes = {
  "GET /elements/{key}/oauth/url": oauthUrl,
  "POST /elements/{key}/oauth/url": oauthUrl,
  "GET /elements/{key}/oauth/url/default": defaultOauthUrl,
  "GET /elements/{key}/oauth/token": forUser(oauthToken),
  "GET /elements/{key}/trace/{trace}": forUser(authenticationTrace),
};
