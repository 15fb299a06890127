const TEXT = { type: "string" };
const SECRET = { type: "string", secret: true };

/** The package's schema. A placeholder: the whole one comes from the table of properties. */
export function pluginSchema(version: string): object {
  const inputs = {
    name: TEXT,
    apiKey: SECRET,
    developerKey: SECRET,
    tags: { type: "array", items: TEXT },
    enabled: { type: "boolean" },
    events: { type: "object", additionalProperties: { $ref: "pulumi.json#/Any" } },
    configuration: { type: "object", additionalProperties: { $ref: "pulumi.json#/Any" } },
    verify: { type: "boolean" },
    adoptId: TEXT,
  };
  const settings = { userSecret: SECRET, organizationSecret: SECRET, baseUrl: TEXT, ownerTag: TEXT };
  const configuration = {
    ...settings,
    maxConcurrentRequests: { type: "integer" },
    allowBaseUrlChange: { type: "boolean" },
  };
  const found = { instanceId: TEXT, name: TEXT, token: SECRET };
  return {
    name: "act365",
    version,
    config: { variables: configuration },
    provider: { inputProperties: configuration },
    resources: {
      "act365:index:Instance": {
        inputProperties: inputs,
        requiredInputs: ["apiKey"],
        properties: { ...inputs, instanceId: TEXT, token: SECRET, elementId: { type: "integer" }, baseUrl: TEXT },
        required: ["instanceId", "token", "name"],
        listInputs: { properties: { tag: TEXT, name: TEXT } },
        aliases: [{ type: "pulumi-nodejs:dynamic/act365:Act365Instance" }],
      },
    },
    functions: {
      "act365:index:getInstance": {
        inputs: { properties: { id: TEXT, name: TEXT, tag: TEXT } },
        outputs: { properties: found },
      },
      "act365:index:listInstances": {
        inputs: { properties: { tags: { type: "array", items: TEXT }, searchText: TEXT } },
        outputs: { properties: { instances: { type: "array", items: { $ref: "pulumi.json#/Any" } } } },
      },
    },
  };
}
