import { EventEmitter } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import type { RecordedRequest, RequestListener, Simulator } from "./api";
import { SimulatedClock } from "./clock";
import { Lateness } from "./faults/lateness";
import { FaultRules } from "./faults/rules";
import { plainCopy } from "./instances/record";
import { latencyRange } from "./instances/vendor";
import type { SimulatorOptions } from "./options";
import { Logins } from "./organizations/logins";
import { organizationsOf } from "./organizations/organizations";
import { DirectChanges } from "./others";
import type { SimulatedPlatform } from "./platform";
import { route } from "./routes/routes";
import { host, listen } from "./server/listening";
import { prefix } from "./server/perform";
import { Pipeline } from "./server/pipeline";
import { RequestScrubber } from "./server/scrubber";
import { DataFile, realTarget, removeLeftovers } from "./store/dataFile";
import { cannotWrite, lockDataFile } from "./store/dataLock";
import { readSnapshot, restore, type Snapshot, writeSnapshot } from "./store/snapshot";
import { Store } from "./store/store";

/** Options that only the command needs. */
export interface Internals {
  /** Called with each request when it is over. */
  readonly finished?: (record: RecordedRequest) => void;
  /**
   * Whether to remember requests: useful for a test, but not for a simulator that runs for weeks.
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

/** Starts a simulator; resolves when it listens. */
export async function start(options: SimulatorOptions = {}, internals: Internals = {}): Promise<Simulator> {
  if (options.data === undefined) return serve(options, internals, undefined, () => undefined);
  const data = realTarget(options.data);
  const release = lockDataFile(data);
  try {
    removeLeftovers(data);
    return await serve(options, internals, data, release);
  } catch (error) {
    release();
    throw error;
  }
}

async function serve(
  options: SimulatorOptions,
  internals: Internals,
  data: string | undefined,
  release: () => void,
): Promise<Simulator> {
  const { random = Math.random } = options;
  const { finished = () => undefined, keepRequests = true } = internals;
  const clock = new SimulatedClock(options.now, options.sleep);
  const earlier = readData(data);
  const organizations = organizationsOf(options.organizations ?? [], earlier?.organizations ?? [], random);

  // A change by others has no response; if it cannot be saved, the next request fails.
  const store = new Store(organizations.all, () => void save().catch(() => undefined));
  const file = data === undefined ? undefined : new DataFile(data, () => writeSnapshot(store, organizations.madeUp));
  const save = async () => file?.save();
  if (earlier) restore(store, earlier);
  await save().catch((error: unknown) => {
    throw cannotWrite(data ?? "", error);
  });

  const platform: SimulatedPlatform = {
    store,
    options,
    latency: latencyRange(options.latency),
    clock,
    random,
    lateness: new Lateness(clock.now),
    logins: new Logins(organizations, random, store.secrets),
    usage: [],
    traces: new Map(),
  };
  const faults = new FaultRules(random);
  const scrubber = new RequestScrubber(store.secrets);
  const events = new EventEmitter().setMaxListeners(0);
  const subscribe = (event: "request" | "commit", listener: RequestListener) => {
    events.on(event, listener);
    return () => void events.off(event, listener);
  };
  const requests: RecordedRequest[] = [];
  const recorded = keepRequests ? requests : undefined;
  const pipeline = new Pipeline({ platform, route, faults, scrubber, events, requests: recorded, save, finished });
  const server = await listen(options.port ?? 0, (message, response) => {
    // Only an error thrown by a listener gets here; the client sees a broken connection.
    pipeline.handle(message, response).catch(() => response.destroy());
  });

  let stopping: Promise<void> | undefined;
  const stop = async () => {
    pipeline.stop();
    clock.stop();
    await server.close();
    await save().finally(release);
  };
  return {
    port: server.port,
    url: `http://${host}:${server.port}${prefix}`,
    organizations: organizations.all,
    requests,
    faults,
    others: new DirectChanges(platform),
    instances: (organization) => store.all(organization).map(plainCopy),
    onRequest: (listener) => subscribe("request", listener),
    onCommit: (listener) => subscribe("commit", listener),
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
