import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { RecordedRequest, Simulator } from "./api";
import { Clock } from "./clock";
import { Lateness } from "./faults/lateness";
import { FaultRules } from "./faults/rules";
import type { SimulatorOptions } from "./options";
import { DirectChanges } from "./others";
import type { Platform } from "./platform";
import { prefix } from "./server/api";
import { Listeners } from "./server/listeners";
import { host, listen } from "./server/listening";
import { Logins } from "./server/logins";
import { Pipeline } from "./server/pipeline";
import { Redactor } from "./server/redaction";
import { RequestLog } from "./server/requestLog";
import { organizationsOf, settingsOf } from "./settings";
import { DataFile } from "./store/dataFile";
import { plainCopy } from "./store/instanceRecord";
import { readSnapshot, restore, type Snapshot, writeSnapshot } from "./store/snapshot";
import { Store } from "./store/store";
import { Traces } from "./store/traces";
import { Usage } from "./store/usage";

/** What the command needs beyond the public options. */
export interface Internals {
  /** Hears of each request when it is over. */
  finished?: (record: RecordedRequest) => void;
  /**
   * Whether to remember requests: a test wants to, a simulator that runs for weeks does not.
   * @default true
   */
  keepRequests?: boolean;
}

function readData(path: string | undefined): Snapshot | undefined {
  if (path === undefined || !existsSync(path)) return undefined;
  try {
    return readSnapshot(readFileSync(path, "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${path} is no data file of this simulator: ${reason}`);
  }
}

/** Writes the data file for the first time; throws an error that says what is wrong with its path. */
async function firstSave(file: DataFile, path: string): Promise<void> {
  if (!existsSync(dirname(path))) throw new Error(`${path} cannot be written: there is no folder ${dirname(path)}`);
  try {
    await file.save();
  } catch (error) {
    throw new Error(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Starts a simulator; resolves when it listens. */
export async function start(options: SimulatorOptions = {}, internals: Internals = {}): Promise<Simulator> {
  const random = options.random ?? Math.random;
  const clock = new Clock(options.now, options.sleep);
  const earlier = readData(options.data);
  const organizations = organizationsOf(options.organizations ?? [], earlier?.madeUp ?? [], random);

  let save = (): Promise<void> => Promise.resolve();
  // A change by others is answered to nobody; if it cannot be kept, the next request says so.
  const store = new Store(organizations.all, () => void save().catch(() => undefined));
  if (earlier) restore(store, earlier);
  if (options.data !== undefined) {
    const file = new DataFile(options.data, () => writeSnapshot(store, organizations.madeUp));
    await firstSave(file, options.data);
    save = () => file.save();
  }

  const logins = new Logins(organizations.all, organizations.madeUp, random, store.secrets);
  const platform: Platform = {
    store,
    settings: settingsOf(options),
    clock,
    random,
    lateness: new Lateness(clock.now),
    logins,
    usage: new Usage(),
    traces: new Traces(),
  };
  const log = new RequestLog(new Redactor(store.secrets), clock.now, internals.keepRequests ?? true);
  const faults = new FaultRules(random);
  const [onRequest, onCommit] = [new Listeners(), new Listeners()];
  const finished = internals.finished ?? (() => undefined);
  const pipeline = new Pipeline({ platform, faults, log, onRequest, onCommit, keep: () => save(), finished });
  const listening = await listen(options.port ?? 0, (message, response) => {
    // Only a listener that throws gets here; the client sees a broken connection.
    pipeline.handle(message, response).catch(() => response.destroy());
  });

  let stopping: Promise<void> | undefined;
  const stop = async () => {
    pipeline.stop();
    clock.cancel();
    await listening.close();
    await save();
  };
  return {
    port: listening.port,
    url: `http://${host}:${listening.port}${prefix}`,
    organizations: organizations.all,
    requests: log.requests,
    faults,
    others: new DirectChanges(platform),
    instances: (organization) => store.all(organization).map(plainCopy),
    onRequest: (listener) => onRequest.add(listener),
    onCommit: (listener) => onCommit.add(listener),
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
