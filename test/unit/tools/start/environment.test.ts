import type { Engine } from "../../../../tools/engine";
import { type EnvironmentParts, pulumiEnvironment } from "../../../../tools/start/environment";
import { QuickstartFolder } from "../../../../tools/start/folder";

const engine = { env: { PATH: "/engine/bin:/bin", PULUMI_SKIP_UPDATE_CHECK: "true" } } as unknown as Engine;
const environment = (parts: Partial<EnvironmentParts>) =>
  pulumiEnvironment({
    env: {},
    engine,
    folder: new QuickstartFolder("/checkout"),
    platform: {},
    interactive: true,
    ...parts,
  });

test("nothing of the user's own Pulumi settings reaches the quick start", () => {
  const env = environment({
    env: { PULUMI_BACKEND_URL: "s3://mine", PULUMI_CONFIG_PASSPHRASE: "mine", PULUMI_STACK: "prod", HOME: "/home/me" },
  });
  expect(env).toMatchObject({
    HOME: "/home/me",
    PATH: "/engine/bin:/bin",
    PULUMI_STACK: "dev",
    PULUMI_BACKEND_URL: "file:///checkout/.quickstart/state",
    PULUMI_HOME: "/checkout/.quickstart/home",
  });
  expect(JSON.stringify(env)).not.toContain("mine");
});

test("loopback is never reached through a proxy, and the user's own exceptions stay", () => {
  const { NO_PROXY, no_proxy } = environment({ env: { HTTPS_PROXY: "http://proxy:1", no_proxy: "corp.example" } });
  expect(NO_PROXY).toBe("corp.example,127.0.0.1,localhost");
  expect(no_proxy).toBe(NO_PROXY);
});

test("the simulator's credentials win over what the environment holds", () => {
  const env = environment({ env: { ACT365_USER_SECRET: "real" }, platform: { ACT365_USER_SECRET: "made-up" } });
  expect(env["ACT365_USER_SECRET"]).toBe("made-up");
});

test("without a terminal Pulumi asks nothing", () => {
  expect(environment({ interactive: false })).toMatchObject({
    PULUMI_SKIP_CONFIRMATIONS: "true",
    PULUMI_OPTION_NON_INTERACTIVE: "true",
  });
  expect(environment({ interactive: true })).not.toHaveProperty("PULUMI_SKIP_CONFIRMATIONS");
});
