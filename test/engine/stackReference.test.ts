import { createProject } from "../support/pulumi";
import { crm, onlyInstance, program, setUp } from "./setUp";

test("another stack reads id and token through a stack reference, and the token stays secret there", async () => {
  const { platform, project } = await setUp(crm());
  await project.up();
  const { id, token } = onlyInstance(platform);

  const reader = await createProject({
    name: "reader",
    backend: project.backend,
    program: program(`
const crm = new pulumi.StackReference("organization/project/dev");
exports.instanceId = crm.requireOutput("instanceId");
exports.header = pulumi.interpolate\`Element \${crm.requireOutput("token")}\`;
exports.details = crm.getOutputDetails("token").then(({ value, secretValue }) => ({ value: value === undefined, secretValue: pulumi.secret(secretValue) }));`),
  });
  const { output } = await reader.up();
  expect(output).toMatch(/header +: \[secret\]/);
  expect(output).toMatch(/instanceId *: "\d+"/);
  expect(await reader.outputs()).toEqual({
    instanceId: String(id),
    header: `Element ${token}`,
    details: { value: true, secretValue: token },
  });
});
