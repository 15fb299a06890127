const pulumi = require("@pulumi/pulumi");

const env = process.env;
// As an SDK of the plugin has it, whose version is the plugin's.
const { version } = require("pulumi-act365/package.json");

class Instance extends pulumi.CustomResource {
  constructor(name, args, options) {
    const inputs = { token: undefined, ...args };
    super("act365:index:Instance", name, inputs, { version, additionalSecretOutputs: ["token"], ...options });
  }
}
class Provider extends pulumi.ProviderResource {
  constructor(name, args) {
    super("act365", name, args, { version });
  }
}

const keys = { apiKey: env.API_KEY, developerKey: env.DEVELOPER_KEY };

new Instance("plain", keys);

new Instance("with-events", {
  ...keys,
  events: {
    callbackUrl: "https://receiver.example/act365",
    pollIntervalMinutes: 5,
    callbackHeaders: env.CALLBACK_HEADERS,
    basicAuth: { username: "receiver", password: env.BASIC_PASSWORD },
    signatureKey: env.SIGNATURE_KEY,
    pollers: { contacts: { idField: "id" } },
  },
});

new Instance(
  "configured",
  {
    ...keys,
    name: "CRM of sales",
    tags: ["sales", "emea"],
    configuration: { "filter.response.nulls": false, "pagination.max": 50 },
    verify: true,
  },
  { customTimeouts: { create: "10m" } },
);

new Instance("disabled", { ...keys, enabled: false });

const provider = new Provider("other", {
  baseUrl: env.ACT365_BASE_URL,
  userSecret: env.OTHER_USER_SECRET,
  organizationSecret: env.OTHER_ORGANIZATION_SECRET,
});
new Instance("other-organization", keys, { provider });

// The platform refused the new keys when this was recorded: the last `up` failed, and was to be repeated.
new Instance("refused", env.ROTATED ? { apiKey: env.NEW_API_KEY, developerKey: env.NEW_DEVELOPER_KEY } : keys);

exports.token = new Instance("theirs", {}, { id: env.THEIRS }).token;
