const { Act365Instance } = require("pulumi-act365");

const { API_KEY: apiKey, DEVELOPER_KEY: developerKey, COUNT, PREFIX } = process.env;

for (let index = 0; index < Number(COUNT); index += 1) {
  new Act365Instance(`crm-${index}`, { name: `${PREFIX}-${index}`, apiKey, developerKey, tags: ["sales"] });
}
