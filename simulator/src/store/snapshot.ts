import type { ElementDefinition } from "../catalogue/definition";
import type { MadeUpSecrets } from "../settings";
import type { InstanceRecord } from "./instanceRecord";
import { Reader } from "./reader";
import type { Counters, Store } from "./store";

/** What a data file holds. */
export interface Snapshot {
  readonly madeUp: readonly MadeUpSecrets[];
  readonly counters: Counters;
  readonly elements: readonly ElementDefinition[];
  /** Keys of elements that were removed. */
  readonly removed: readonly string[];
  readonly instances: readonly InstanceRecord[];
}

/** Version of the file's form. */
const version = 1;

/** The content of the data file. Secrets that the simulator was told are not in it. */
export function writeSnapshot(store: Store, madeUp: readonly MadeUpSecrets[]): string {
  return JSON.stringify({
    version,
    organizations: madeUp,
    counters: store.counters,
    elements: store.catalogue.added(),
    removed: store.catalogue.removed(),
    instances: store.all().map((record) => ({
      ...record,
      configuration: [...record.configuration],
      itemIds: [...record.itemIds],
      documents: [...record.documents],
    })),
  });
}

/**
 * Reads the content of a data file; throws an error that says what is wrong with it. The first files held neither a
 * counter of elements nor the elements that were removed.
 */
export function readSnapshot(content: string): Snapshot {
  const file = Reader.parse(content);
  if (file.number("version") !== version) throw new TypeError(`version must be ${version}`);
  const counters = file.object("counters");
  return {
    madeUp: file.objects("organizations").map(readSecrets),
    counters: {
      instance: counters.number("instance"),
      item: counters.number("item"),
      element: counters.has("element") ? counters.number("element") : 0,
    },
    elements: file.objects("elements").map(readElement),
    removed: file.has("removed") ? file.strings("removed") : [],
    instances: file.objects("instances").map(readInstance),
  };
}

/** Puts the data of an earlier run into a new store. */
export function restore(store: Store, { counters, elements, removed, instances }: Snapshot): void {
  store.continueFrom(counters);
  for (const key of removed) store.catalogue.remove({ key });
  for (const element of elements) store.catalogue.put(element);
  for (const instance of instances) store.add(instance);
}

function readSecrets(from: Reader): MadeUpSecrets {
  return {
    id: from.number("id"),
    ...(from.has("userSecret") ? { userSecret: from.string("userSecret") } : {}),
    ...(from.has("organizationSecret") ? { organizationSecret: from.string("organizationSecret") } : {}),
  };
}

function readElement(from: Reader): ElementDefinition {
  return {
    id: from.number("id"),
    key: from.string("key"),
    name: from.string("name"),
    description: from.string("description"),
    hub: from.string("hub"),
    authentication: from.string("authentication"),
    events: from.string("events") === "webhook" ? "webhook" : "polling",
    configuration: from.objects("configuration").map((item) => item.configurationKey()),
    image: from.string("image"),
    active: from.boolean("active"),
    protocolType: from.string("protocolType"),
    objects: from.objects("objects").map((object) => object.value),
    custom: from.boolean("custom"),
    ...(from.has("clonedFrom") ? { clonedFrom: from.string("clonedFrom") } : {}),
  };
}

function readInstance(from: Reader): InstanceRecord {
  return {
    id: from.number("id"),
    organizationId: from.number("organizationId"),
    elementKey: from.string("elementKey"),
    name: from.string("name"),
    token: from.string("token"),
    tags: from.strings("tags"),
    configuration: new Map(from.pairs("configuration", (value) => (value === null ? null : String(value)))),
    disabled: from.boolean("disabled"),
    valid: from.boolean("valid"),
    createdDate: from.string("createdDate"),
    externalAuthentication: from.string("externalAuthentication"),
    traceLoggingEnabled: from.boolean("traceLoggingEnabled"),
    itemIds: new Map(from.pairs("itemIds", Number)),
    documents: new Map(from.pairs("documents", (value) => value)),
  };
}
