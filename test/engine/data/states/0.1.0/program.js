const { Act365Instance, Act365Provider } = require("pulumi-act365");

const env = process.env;
const keys = { apiKey: env.API_KEY, developerKey: env.DEVELOPER_KEY };

new Act365Instance("plain", keys);

new Act365Instance("with-events", {
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

new Act365Instance(
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

new Act365Instance("disabled", { ...keys, enabled: false });

const provider = new Act365Provider("other", {
  baseUrl: env.ACT365_BASE_URL,
  userSecret: env.OTHER_USER_SECRET,
  organizationSecret: env.OTHER_ORGANIZATION_SECRET,
});
new Act365Instance("other-organization", keys, { provider });

// The platform refused the new keys when this was recorded: the last `up` failed, and was to be repeated.
new Act365Instance("refused", env.ROTATED ? { apiKey: env.NEW_API_KEY, developerKey: env.NEW_DEVELOPER_KEY } : keys);

exports.token = Act365Instance.get("theirs", env.THEIRS).token;
