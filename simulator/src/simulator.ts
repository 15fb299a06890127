import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { RecordedRequest, Simulator } from "./api";
import { SimulatedClock } from "./clock";
import { Lateness } from "./faults/lateness";
import { FaultRules } from "./faults/rules";
import { plainCopy } from "./instances/record";
import { Listeners } from "./listeners";
import type { SimulatorOptions } from "./options";
import { Logins } from "./organizations/logins";
import { organizationsOf } from "./organizations/organizations";
import { DirectChanges } from "./others";
import type { SimulatedPlatform } from "./platform";
import { host, listen } from "./server/listening";
import { prefix } from "./server/perform";
import { Pipeline } from "./server/pipeline";
import { RequestLog } from "./server/requestLog";
import { settingsOf } from "./settings";
import { DataFile } from "./store/dataFile";
import { readSnapshot, restore, type Snapshot, writeSnapshot } from "./store/snapshot";
import { Store } from "./store/store";

/** What the command needs beyond the public options. */
export interface Internals {
  /** Called with each request when it is over. */
  readonly finished?: (record: RecordedRequest) => void;
  /**
   * Whether to remember requests: a test wants to, a simulator that runs for weeks does not.
   * @default true
   */
  readonly keepRequests?: boolean;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function readData(path: string | undefined): Snapshot | undefined {
  if (path === undefined || !existsSync(path)) return undefined;
  try {
    return readSnapshot(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`${path} is not a data file of this simulator: ${messageOf(error)}`);
  }
}

/** Writes the data file for the first time; throws an error that says what is wrong with its path. */
async function firstSave(file: DataFile, path: string): Promise<void> {
  if (!existsSync(dirname(path))) throw new Error(`${path} cannot be written: there is no folder ${dirname(path)}`);
  try {
    await file.save();
  } catch (error) {
    throw new Error(`${path} cannot be written: ${messageOf(error)}`);
  }
}

/** Starts a simulator; resolves when it listens. */
export async function start(options: SimulatorOptions = {}, internals: Internals = {}): Promise<Simulator> {
  const { data, random = Math.random } = options;
  const { finished = () => undefined, keepRequests = true } = internals;
  const clock = new SimulatedClock(options.now, options.sleep);
  const earlier = readData(data);
  const organizations = organizationsOf(options.organizations ?? [], earlier?.organizations ?? [], random);

  let save = (): Promise<void> => Promise.resolve();
  // A change by others has no response; if it cannot be kept, the next request says so.
  const store = new Store(organizations.all, () => void save().catch(() => undefined));
  if (earlier) restore(store, earlier);
  if (data !== undefined) {
    const file = new DataFile(data, () => writeSnapshot(store, organizations.madeUp));
    await firstSave(file, data);
    save = () => file.save();
  }

  const platform: SimulatedPlatform = {
    store,
    settings: settingsOf(options),
    clock,
    random,
    lateness: new Lateness(clock.now),
    logins: new Logins(organizations, random, store.secrets),
    usage: [],
    traces: new Map(),
  };
  const log = new RequestLog(store.secrets, clock.now, keepRequests);
  const faults = new FaultRules(random);
  const [onRequest, onCommit] = [new Listeners(), new Listeners()];
  const pipeline = new Pipeline({ platform, faults, log, onRequest, onCommit, save: () => save(), finished });
  const listening = await listen(options.port ?? 0, (message, response) => {
    // Only a listener that throws gets here; the client sees a broken connection.
    pipeline.handle(message, response).catch(() => response.destroy());
  });

  let stopping: Promise<void> | undefined;
  const stop = async () => {
    pipeline.stop();
    clock.stop();
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
