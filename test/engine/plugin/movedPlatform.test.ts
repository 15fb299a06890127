import { organization, startPlatform } from "../../support/platform";
import { onlyInstance, requestsDuring } from "../setUp";
import { crm, onlyResource, setUp } from "./setUp";

test("another platform is refused in the preview; allowed, the instances move, and each is deleted with the old secrets", async () => {
  const { platform, project } = await setUp(crm());
  const set = async (url: string, { userSecret, organizationSecret }: ReturnType<typeof organization>) => {
    await project.pulumi(["config", "set-all", "--plaintext", `act365:baseUrl=${url}`, "--stack", "dev"]);
    const secrets = [
      "--secret",
      `act365:userSecret=${userSecret}`,
      "--secret",
      `act365:organizationSecret=${organizationSecret}`,
    ];
    await project.pulumi(["config", "set-all", ...secrets, "--stack", "dev"]);
  };
  const [first = organization("First")] = platform.organizations;
  await set(platform.url, first);
  await project.up();
  const { id } = onlyInstance(platform);

  const elsewhere = await startPlatform({ organizations: [organization("Elsewhere")] });
  const [second = organization("Second")] = elsewhere.organizations;
  await set(elsewhere.url, second);
  const refused = await project.pulumi(["preview", "--stack", "dev"], { fails: true });
  expect(refused.output).toContain(`live on ${platform.url}, but the configured base URL is ${elsewhere.url}`);
  expect(refused.output).toContain("act365:allowBaseUrlChange");

  await project.pulumi(["config", "set", "act365:allowBaseUrlChange", "true", "--stack", "dev"]);
  expect((await project.preview()).output).toContain("to replace");
  expect(await requestsDuring(platform, project.up)).toEqual([`DELETE /instances/${id}`]);
  expect(platform.instances()).toEqual([]);
  expect((await onlyResource(project)).id).toBe(String(onlyInstance(elsewhere).id));
  await project.destroy();
  expect(elsewhere.instances()).toEqual([]);
});
