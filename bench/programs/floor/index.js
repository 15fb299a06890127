const pulumi = require("@pulumi/pulumi");

const { COUNT, PREFIX } = process.env;

// What the engine and its SDK take for a resource that nobody provides: nothing below this can be had.
for (let index = 0; index < Number(COUNT); index += 1) {
  new pulumi.ComponentResource("bench:index:Nothing", `crm-${index}`, { name: `${PREFIX}-${index}` });
}
