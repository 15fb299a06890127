import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { afterTest } from "../../support/cleanUp";
import { temporaryFolder } from "../../support/temporaryFolder";

const RELEASE = join(__dirname, "..", "..", "..", "tools", "dist", "plugin", "release.js");

/** A server on this machine that offers what a release does. */
export interface ReleaseServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** The files that were asked for, in this order. */
  readonly asked: string[];
}

/** Makes a release and serves it until the test ends. */
export async function serveRelease(): Promise<ReleaseServer> {
  const folder = temporaryFolder("release");
  execFileSync(process.execPath, [RELEASE, "--out", folder]);
  const asked: string[] = [];
  const server = createServer(({ url = "" }, response) => {
    const name = basename(url);
    asked.push(name);
    const file = join(folder, name);
    if (!existsSync(file)) return response.writeHead(404).end();
    // With the length, which the engine insists on.
    const content = readFileSync(file);
    return response.writeHead(200, { "content-length": content.length }).end(content);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  afterTest(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
