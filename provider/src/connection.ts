import { readFileSync } from "node:fs";
import { join } from "node:path";
import { configuredCredentials, configuredMaxConcurrentRequests, type Sources } from "./lifecycle/configure";
import type { Context } from "./lifecycle/context";
import { ACT_365 } from "./platform/actessentials";
import { PlatformClient } from "./platform/client";
import { systemClock } from "./platform/clock";
import { isRecord, parseJson } from "./platform/json";
import type { Redactor } from "./platform/redaction";
import { Transport } from "./platform/transport";

/** The connections of one provider process: one pool and one request limit for each base URL. */
export class Connections {
  private readonly transports = new Map<string, Transport>();

  constructor(private readonly redactor: Redactor) {}

  /**
   * What an operation on this platform works with. Settings are read here and not when the process is configured: the
   * engine configures once, and would go on with an unconfigured provider if that failed.
   * @throws SettingsError
   */
  open(baseUrl: string, sources: Sources, log: (line: string) => void): Context {
    const credentials = configuredCredentials(sources);
    this.redactor.add(credentials.userSecret, credentials.organizationSecret);
    const settings = { baseUrl, credentials, clock: systemClock, redactor: this.redactor, log };
    const platform = new PlatformClient(ACT_365, this.transport(baseUrl, sources), settings);
    return { platform, baseUrl, clock: systemClock, log };
  }

  private transport(baseUrl: string, sources: Sources): Transport {
    const known = this.transports.get(baseUrl);
    if (known !== undefined) return known;
    const transport = new Transport(baseUrl, {
      maxConcurrentRequests: configuredMaxConcurrentRequests(sources),
      clock: systemClock,
      redactor: this.redactor,
      userAgent: `pulumi-act365/${version()}`,
    });
    this.transports.set(baseUrl, transport);
    return transport;
  }
}

function version(): string {
  const manifest = parseJson(readFileSync(join(__dirname, "..", "package.json"), "utf8"));
  return isRecord(manifest) ? String(manifest["version"]) : "unknown";
}
