import { type DeclaredKey, elementWith } from "./element";

/** Polls the object `todos` by its creation date: the element's own default, a text that holds JSON. */
const pollers = JSON.stringify({
  todos: {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the platform's own placeholder
    url: "/hubs/crm/todos?where=created>='${gmtDate:yyyy-MM-dd'T'HH:mm:ss.SSS'Z'}'",
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
});

const dateMask = "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'";

/** A key that users see. */
function shown(key: string, name: string, type: string, defaultValue?: string): DeclaredKey {
  return { key, name, type, ...(defaultValue === undefined ? {} : { defaultValue }) };
}

/** A key that users do not see. */
function hidden(key: string, name: string, type: string, defaultValue?: string): DeclaredKey {
  return { ...shown(key, name, type, defaultValue), hidden: true };
}

/** Act! 365. Id, hub, name and shape are those of the example response; its 24 keys are those of an export of November 2020. */
export const actEssentials = elementWith({
  id: 7213,
  key: "actessentials",
  name: "Act! 365",
  description: "Connects an Act! 365 account to the CRM hub by its API key and a developer key.",
  hub: "crm",
  configuration: [
    { ...shown("username", "API Key", "TEXTFIELD_32"), required: true },
    { ...shown("password", "Developer Key", "PASSWORD"), required: true },
    shown("filter.response.nulls", "Filter null values from the response", "BOOLEAN", "true"),
    shown("event.notification.enabled", "Event Notifications Enabled", "BOOLEAN", "false"),
    { ...hidden("event.vendor.type", "Event Type", "TEXTFIELD_128", "polling"), internal: true },
    shown("event.poller.refresh_interval", "Event poller refresh interval (minutes)", "TEXTFIELD_128", "15"),
    shown("event.notification.callback.url", "Event Notification Callback URL", "TEXTFIELD_1000"),
    shown("event.notification.callback.headers", "Event Notification Callback Headers", "TEXTFIELD_128"),
    shown("event.notification.basic.username", "Event Notification Basic Authentication UserName", "TEXTFIELD_1000"),
    shown("event.notification.basic.password", "Event Notification Basic Authentication Password", "PASSWORD"),
    shown("event.poller.configuration", "Event Poller Resources Configuration", "TEXTAREA", pollers),
    shown("instance.variables", "Instance Variables", "CODE_EDITOR"),
    hidden("base.url", "Base URL", "TEXTFIELD_1000", "https://app.act365.com/act/api"),
    hidden("allow.select.fields", "Allow Select Fields parameter", "BOOLEAN", "true"),
    { ...hidden("default.select.fields.map", "Default select fields", "TEXTAREA"), internal: true },
    hidden("bulk.add_metadata", "Bulk add metadata", "TEXTFIELD_128"),
    hidden("bulk.query.date_mask", "Bulk query date mask", "TEXTFIELD_128", dateMask),
    hidden("bulk.query.download_format", "Bulk query download format", "TEXTFIELD_128", "JSON"),
    hidden("bulk.query.field_name", "Bulk query field name", "TEXTFIELD_128", "created"),
    hidden("bulk.query.operator", "Bulk query operator", "TEXTFIELD_128", ">="),
    hidden("bulk.relations", "Bulk relations", "TEXTAREA"),
    hidden("pagination.max", "Max Page Size", "TEXTFIELD_32", "150"),
    hidden("pagination.page.startindex", "Page Start Index", "TEXTFIELD_32", "1"),
    hidden("pagination.type", "Pagination Type", "TEXTFIELD_32", "offset"),
  ],
});
