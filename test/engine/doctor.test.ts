import { canary } from "../support/canary";
import { act365 } from "./act365Command";
import { crm, setUp } from "./setUp";

test("doctor finds the real CLI, plugin, SDK and package in order, and tells which secret is wrong by a token in the state", async () => {
  const { project } = await setUp(crm());
  await project.up();
  const healthy = await act365(project, "doctor");
  expect(healthy.output.split("\n").filter((line) => line !== "" && !line.startsWith("ok "))).toEqual([]);
  expect(healthy.status).toBe(0);

  const wrong = (variable: string) => ({
    ...project,
    environment: { ...project.environment, [variable]: canary("wrong") },
  });
  const organization = await act365(wrong("ACT365_ORGANIZATION_SECRET"), "doctor");
  expect(organization.status).toBe(1);
  expect(organization.output).toContain(
    "The organization secret is wrong (from environment variable ACT365_ORGANIZATION_SECRET)",
  );
  const user = await act365(wrong("ACT365_USER_SECRET"), "doctor");
  expect(user.output).toContain("The user secret is wrong (from environment variable ACT365_USER_SECRET)");
});
