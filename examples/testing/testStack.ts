import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { type Simulator, startSimulator } from "act365-simulator";

import kill = require("tree-kill");

/** This project's program on a platform and a backend that only one test knows. */
export interface TestStack {
  readonly simulator: Simulator;
  readonly stack: Stack;
  /** Runs `pulumi up` and kills the CLI and its plugins (SIGKILL) as soon as the platform has done the work of the first POST. */
  killUpAfterPost(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a simulator, and makes the stack "test" in an empty backend. */
export async function startTestStack(): Promise<TestStack> {
  const simulator = await startSimulator();
  const [organization] = simulator.organizations;
  const backend = mkdtempSync(join(tmpdir(), "pulumi-test-"));
  const envVars: Record<string, string> = {
    PULUMI_BACKEND_URL: `file://${backend}`,
    PULUMI_CONFIG_PASSPHRASE: "passphrase of a test",
    ACT365_BASE_URL: simulator.url,
    ACT365_USER_SECRET: organization?.userSecret ?? "",
    ACT365_ORGANIZATION_SECRET: organization?.organizationSecret ?? "",
  };
  const stack = await LocalWorkspace.createOrSelectStack({ stackName: "test", workDir: __dirname }, { envVars });
  await stack.setAllConfig({
    apiKey: { value: "an API key", secret: true },
    developerKey: { value: "a developer key", secret: true },
  });
  return {
    simulator,
    stack,
    async killUpAfterPost() {
      simulator.faults.add({ method: "POST", path: "/instances", fault: { kind: "stall", when: "beforeHeaders" } });
      const created = new Promise<void>((resolve) => {
        const off = simulator.onCommit(({ method }) => {
          if (method !== "POST") return;
          off();
          resolve();
        });
      });
      const up = spawn("pulumi", ["up", "--yes", "--skip-preview", "--stack", "test"], {
        cwd: __dirname,
        env: { ...process.env, ...envVars },
        stdio: "ignore",
      });
      await created;
      // The CLI's plugins would outlive it, for ever.
      if (up.pid !== undefined) kill(up.pid, "SIGKILL");
      await once(up, "exit");
    },
    async stop() {
      await simulator.stop();
      rmSync(backend, { recursive: true, force: true });
      rmSync(join(__dirname, "Pulumi.test.yaml"), { force: true });
    },
  };
}
