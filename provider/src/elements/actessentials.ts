import type { ConfigurationKey, ElementDefinition } from "./definition";

const key = (
  type: ConfigurationKey["type"],
  defaultValue: string | null = null,
  more: Partial<ConfigurationKey> = {},
): ConfigurationKey => ({
  default: defaultValue,
  type,
  secret: type === "password",
  required: false,
  polling: false,
  ...more,
});

const polling = { polling: true };

/** What is polled by default. The platform replaces the placeholder with the time of the last poll. */
const DEFAULT_POLLERS = {
  todos: {
    // In two pieces, since lint rules mistake "${" in a string for a template literal.
    url: ["/hubs/crm/todos?where=created>='$", "{gmtDate:yyyy-MM-dd'T'HH:mm:ss.SSS'Z'}'"].join(""),
    idField: "id",
    datesConfiguration: {
      updatedDateField: "",
      updatedDateFormat: "",
      updatedDateTimezone: "",
      createdDateField: "created",
      createdDateFormat: "yyyy-MM-dd'T'HH:mm:ss'Z'",
      createdDateTimezone: "GMT",
    },
  },
};

/**
 * Act! 365, as an export of the element's definition (2020-11-27) lists it. The one file that knows its keys.
 * `username` is a text field there, hence returned in plain text, but is secret, since it holds the API key.
 * `event.notification.callback.headers` is not a password field either, but often holds the receiver's credentials, and
 * `instance.variables` may hold anything that an element's own scripts need.
 */
export const ACT_365: ElementDefinition = {
  key: "actessentials",
  name: "Act! 365",
  hub: "crm",
  credentials: [
    {
      input: "apiKey",
      key: "username",
      masked: false,
      where: "Act! 365 under Profile > Apps & Integrations",
      description:
        "The Act! 365 API key (Profile > Apps & Integrations). The platform returns it in plain text, so drift in it is " +
        "detected.",
    },
    {
      input: "developerKey",
      key: "password",
      masked: true,
      where: "the Act! developer portal",
      description:
        "The Act! 365 developer key (Act! developer portal). The platform masks it, so drift in it cannot be detected. " +
        "Required, except for an instance that was adopted by `adoptId` or imported: without it, only `name`, `tags` and " +
        "`enabled` can change.",
    },
  ],
  configuration: {
    username: key("text", null, { secret: true, required: true }),
    password: key("password", null, { required: true }),
    "filter.response.nulls": key("boolean", "true"),
    "event.notification.enabled": key("boolean", "false", polling),
    "event.vendor.type": key("text", "polling", polling),
    "event.poller.refresh_interval": key("number", "15", polling),
    "event.notification.callback.url": key("text", null, polling),
    "event.notification.callback.headers": key("text", null, { ...polling, secret: true }),
    "event.notification.basic.username": key("text", null, polling),
    "event.notification.basic.password": key("password", null, polling),
    "event.poller.configuration": key("json", JSON.stringify(DEFAULT_POLLERS), polling),
    "instance.variables": key("text", null, { secret: true }),
    "base.url": key("text", "https://app.act365.com/act/api"),
    "allow.select.fields": key("boolean", "true"),
    "default.select.fields.map": key("text"),
    "bulk.add_metadata": key("text"),
    "bulk.query.date_mask": key("text", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"),
    "bulk.query.download_format": key("text", "JSON"),
    "bulk.query.field_name": key("text", "created"),
    "bulk.query.operator": key("text", ">="),
    "bulk.relations": key("text"),
    "pagination.max": key("number", "150"),
    "pagination.page.startindex": key("number", "1"),
    "pagination.type": key("text", "offset"),
  },
};
