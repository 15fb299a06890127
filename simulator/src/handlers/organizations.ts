import type { Platform } from "../platform";
import { PlatformError, unauthorized } from "../platformError";
import type { PlatformCall } from "../server/access";
import { readAuthorization } from "../server/authorization";
import { jsonBody } from "../server/request";
import type { Endpoint } from "../server/router";

/**
 * `GET /organizations/me`. The real one holds the organization secret in clear (used by the platform makers' own API
 * tests), so this one does too; a caller sees the secret that it came with.
 */
export const me: PlatformCall = (request, platform, organization) => {
  const { organization: secret } = readAuthorization(request.headers.authorization);
  return {
    json: {
      id: organization.id,
      name: organization.name,
      active: true,
      vdrVersion: "v2",
      secret: secret ?? platform.logins.secretsOf(organization).organizationSecret,
    },
  };
};

/** `POST /authentication`: a login by name and password, used by the platform makers' own API tests. */
export const logIn: Endpoint<Platform> = (request, platform) => {
  const { username, password } = jsonBody(request);
  if (typeof username !== "string" || typeof password !== "string" || username === "" || password === "") {
    throw new PlatformError(401, "Invalid username or password provided.");
  }
  return { json: { token: platform.logins.logIn(), twoFactor: false, registeredForTwoFactor: false } };
};

/** `GET /authentication/secrets`, with the token of a login. */
export const loginSecrets: Endpoint<Platform> = (request, platform) => {
  const { bearer } = readAuthorization(request.headers.authorization);
  const organization = bearer === undefined ? undefined : platform.logins.byToken(bearer);
  if (!organization) throw unauthorized();
  return { json: { ...platform.logins.secretsOf(organization) } };
};
