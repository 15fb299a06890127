import type { ConfigurationKey, ElementDefinition } from "./definition";

/** Polls the object `todos` by its creation date: the element's own default, a text that holds JSON. */
const pollerConfiguration = JSON.stringify({
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

const hidden = true;
const internal = true;
const required = true;

/** The 24 keys of the element, as an export of a real account held them in November 2020. */
const configuration: readonly ConfigurationKey[] = [
  { key: "username", name: "API Key", type: "TEXTFIELD_32", required },
  { key: "password", name: "Developer Key", type: "PASSWORD", required },
  {
    key: "filter.response.nulls",
    name: "Filter null values from the response",
    type: "BOOLEAN",
    defaultValue: "true",
  },
  { key: "event.notification.enabled", name: "Event Notifications Enabled", type: "BOOLEAN", defaultValue: "false" },
  { key: "event.vendor.type", name: "Event Type", type: "TEXTFIELD_128", defaultValue: "polling", hidden, internal },
  {
    key: "event.poller.refresh_interval",
    name: "Event poller refresh interval (minutes)",
    type: "TEXTFIELD_128",
    defaultValue: "15",
  },
  { key: "event.notification.callback.url", name: "Event Notification Callback URL", type: "TEXTFIELD_1000" },
  { key: "event.notification.callback.headers", name: "Event Notification Callback Headers", type: "TEXTFIELD_128" },
  {
    key: "event.notification.basic.username",
    name: "Event Notification Basic Authentication UserName",
    type: "TEXTFIELD_1000",
  },
  {
    key: "event.notification.basic.password",
    name: "Event Notification Basic Authentication Password",
    type: "PASSWORD",
  },
  {
    key: "event.poller.configuration",
    name: "Event Poller Resources Configuration",
    type: "TEXTAREA",
    defaultValue: pollerConfiguration,
  },
  { key: "instance.variables", name: "Instance Variables", type: "CODE_EDITOR" },
  {
    key: "base.url",
    name: "Base URL",
    type: "TEXTFIELD_1000",
    defaultValue: "https://app.act365.com/act/api",
    hidden,
  },
  {
    key: "allow.select.fields",
    name: "Allow Select Fields parameter",
    type: "BOOLEAN",
    defaultValue: "true",
    hidden,
  },
  { key: "default.select.fields.map", name: "Default select fields", type: "TEXTAREA", hidden, internal },
  { key: "bulk.add_metadata", name: "Bulk add metadata", type: "TEXTFIELD_128", hidden },
  {
    key: "bulk.query.date_mask",
    name: "Bulk query date mask",
    type: "TEXTFIELD_128",
    defaultValue: "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
    hidden,
  },
  {
    key: "bulk.query.download_format",
    name: "Bulk query download format",
    type: "TEXTFIELD_128",
    defaultValue: "JSON",
    hidden,
  },
  {
    key: "bulk.query.field_name",
    name: "Bulk query field name",
    type: "TEXTFIELD_128",
    defaultValue: "created",
    hidden,
  },
  { key: "bulk.query.operator", name: "Bulk query operator", type: "TEXTFIELD_128", defaultValue: ">=", hidden },
  { key: "bulk.relations", name: "Bulk relations", type: "TEXTAREA", hidden },
  { key: "pagination.max", name: "Max Page Size", type: "TEXTFIELD_32", defaultValue: "150", hidden },
  { key: "pagination.page.startindex", name: "Page Start Index", type: "TEXTFIELD_32", defaultValue: "1", hidden },
  { key: "pagination.type", name: "Pagination Type", type: "TEXTFIELD_32", defaultValue: "offset", hidden },
];

/** Act! 365. Id, hub, name and shape are the seed document's. */
export const actEssentials: ElementDefinition = {
  id: 7213,
  key: "actessentials",
  name: "Act! 365",
  description: "Connects an Act! 365 account to the CRM hub by its API key and a developer key.",
  hub: "crm",
  authentication: "basic",
  events: "polling",
  configuration,
  image: "",
  active: true,
  protocolType: "http",
  objects: [],
  custom: false,
};
