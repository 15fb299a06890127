import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { canary, observe } from "../support/canary";
import { afterTest } from "../support/cleanUp";
import { pythonWithMoto } from "./moto";

/** An S3-compatible store with one empty bucket for a Pulumi backend. */
export interface ObjectStore {
  /** The environment in which the engine finds its state there. */
  readonly environment: NodeJS.ProcessEnv;
}

/** Starts a store; it stops with the test, after everything in it was scanned. */
export async function startObjectStore(): Promise<ObjectStore> {
  const python = await pythonWithMoto();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(python, ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  const bucket = `${url}/state`;
  afterTest(async () => {
    await observeBucket(bucket);
    server.kill("SIGKILL");
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
  });
  while (!(await answers(url))) {
    if (server.exitCode !== null) throw new Error(`moto ended with ${server.exitCode}`);
    await setTimeout(50);
  }
  const { ok, status } = await fetch(bucket, { method: "PUT" });
  if (!ok) throw new Error(`making the bucket returned ${status}`);
  return {
    environment: {
      PULUMI_BACKEND_URL: `s3://state?region=us-east-1&endpoint=127.0.0.1:${port}&disableSSL=true&s3ForcePathStyle=true`,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: canary("awsSecretAccessKey"),
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

/** Hands every object in a bucket to the scan for secrets. */
async function observeBucket(bucket: string): Promise<void> {
  const list = await (await fetch(`${bucket}?list-type=2`)).text();
  const keys = [...list.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key = ""]) => key);
  for (const key of keys) observe(`s3: ${key}`, await (await fetch(`${bucket}/${key}`)).text());
}
