import { ACT_365 } from "../../../provider/src/elements/actessentials";
import { isSecretName } from "../../../provider/src/elements/secretNames";

test.each([
  "password",
  "event.notification.basic.password",
  "passphrase",
  "ssh.passphrase",
  "secret",
  "oauth.api.SECRET",
  "organizationSecret",
  "token",
  "oauth.user.refresh_token",
  "accessToken",
  "x-signature",
  "event.notification.signature.key",
  "credentials",
  "authorization",
  "Proxy-Authorization",
  "event.notification.callback.headers",
  "headers",
  "cookie",
  "set-cookie",
  "api.key",
  "oauth.api.key",
  "apikey",
  "apiKey",
  "api_key",
  "X-Api-Key",
  "aws.access.key",
  "client.privatekey",
  "private_key",
  "developerKey",
  "jks",
  "base64.encoded.jks",
  "instance.variables",
  "instanceVariables",
  "providerData",
  "propertyValue",
  "username",
  "userName",
  "vendor.username",
])("%s is the name of a secret", (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each([
  "",
  "id",
  "name",
  "key",
  "keys",
  "user",
  "username.label",
  "event.notification.basic.username",
  "jks.path",
  "bajks",
  "api.version",
  "page.size",
  "instance.id",
  "provider",
  "property",
  "constructor",
  "__proto__",
])("'%s' is not the name of a secret", (name) => {
  expect(isSecretName(name)).toBe(false);
});

test.each(Object.entries(ACT_365.configuration))(
  "of Act! 365's %s, the name and the definition agree on whether it is secret",
  (key, { secret }) => {
    expect(isSecretName(key)).toBe(secret);
  },
);
