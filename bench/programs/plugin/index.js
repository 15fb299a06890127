const pulumi = require("@pulumi/pulumi");

const { API_KEY, DEVELOPER_KEY, COUNT, PREFIX } = process.env;
const OUTPUTS = [
  "instanceId",
  "token",
  "ownerTag",
  "elementId",
  "baseUrl",
  "createdDate",
  "valid",
  "enabled",
  "verify",
];
const keys = { apiKey: pulumi.secret(API_KEY), developerKey: pulumi.secret(DEVELOPER_KEY) };

// What the generated SDK does, which is made with Go.
class Instance extends pulumi.CustomResource {
  constructor(name, args) {
    const outputs = Object.fromEntries(OUTPUTS.map((output) => [output, undefined]));
    super("act365:index:Instance", name, { ...outputs, ...args }, { additionalSecretOutputs: ["token"] });
  }
}

for (let index = 0; index < Number(COUNT); index += 1) {
  new Instance(`crm-${index}`, { ...keys, name: `${PREFIX}-${index}`, tags: ["sales"] });
}
