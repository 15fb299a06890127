import { Refusal, unauthorized } from "../refusal";
import { forUser } from "../server/access";
import { readAuthorization } from "../server/authorization";
import { type Handler, jsonBody, type Routes, type UserCall } from "../server/call";

/**
 * The real response holds the organization secret in plain text (used by the platform makers' own API tests), so this
 * one does too: a caller sees the secret that it used.
 */
const me: Handler<UserCall> = ({ platform, organization, headers }) => {
  const { id, name } = organization;
  const secret = readAuthorization(headers).Organization ?? platform.logins.secretsOf(organization).organizationSecret;
  return { json: { id, name, active: true, vdrVersion: "v2", secret } };
};

/** A login by name and password, used by the platform makers' own API tests. */
const logIn: Handler = (call) => {
  const { username, password } = jsonBody(call);
  if (typeof username !== "string" || typeof password !== "string" || username === "" || password === "") {
    throw new Refusal(401, "Invalid username or password provided.");
  }
  return { json: { token: call.platform.logins.logIn(), twoFactor: false, registeredForTwoFactor: false } };
};

const loginSecrets: Handler = ({ platform: { logins }, headers }) => {
  const { Bearer } = readAuthorization(headers);
  const organization = Bearer === undefined ? undefined : logins.byToken(Bearer);
  if (!organization) throw unauthorized();
  return { json: logins.secretsOf(organization) };
};

/** The caller. */
export const organizationRoutes: Routes = {
  "GET /organizations/me": forUser(me),
  "POST /authentication": logIn,
  "GET /authentication/secrets": loginSecrets,
};
