import type { SimulatedElement } from "../elements/element";
import type { InstanceRecord } from "../instances/record";
import { isJsonObject } from "../json";
import type { MadeUpSecrets } from "../organizations/organizations";
import type { NextIds, Store } from "./store";

/** An instance in the file: its maps are arrays of pairs. */
type KeptInstance = Omit<InstanceRecord, "configuration" | "itemIds" | "documents"> & {
  readonly configuration: readonly [string, string | null][];
  readonly itemIds: readonly [string, number][];
  readonly documents: readonly [string, unknown][];
};

/** What a data file holds. The first files had neither a counter of elements nor the elements that were removed. */
export interface Snapshot {
  readonly version: 1;
  /** Secrets that were passed in are not among them. */
  readonly organizations: readonly MadeUpSecrets[];
  readonly counters: Omit<NextIds, "element"> & Partial<NextIds>;
  readonly elements: readonly SimulatedElement[];
  /** Keys of elements that were removed. */
  readonly removed?: readonly string[];
  readonly instances: readonly KeptInstance[];
}

/** The content of the data file. */
export function writeSnapshot(store: Store, organizations: readonly MadeUpSecrets[]): string {
  const snapshot: Snapshot = {
    version: 1,
    organizations,
    counters: store.nextIds,
    elements: store.catalogue.added(),
    removed: store.catalogue.removed(),
    instances: store.all().map((record) => ({
      ...record,
      configuration: [...record.configuration],
      itemIds: [...record.itemIds],
      documents: [...record.documents],
    })),
  };
  return JSON.stringify(snapshot);
}

/** Reads the content of a data file; throws an error that says what is wrong with it. */
export function readSnapshot(content: string): Snapshot {
  const snapshot: unknown = JSON.parse(content);
  if (!isSnapshot(snapshot)) throw new TypeError("it does not hold what the simulator writes");
  return snapshot;
}

/** Checks only the outline: only a simulator writes such a file. */
function isSnapshot(value: unknown): value is Snapshot {
  if (!isJsonObject(value) || value["version"] !== 1 || !isJsonObject(value["counters"])) return false;
  const { instance, item } = value["counters"];
  const lists = [value["organizations"], value["elements"], value["instances"]];
  return (
    typeof instance === "number" &&
    typeof item === "number" &&
    lists.every((list) => Array.isArray(list) && list.every(isJsonObject))
  );
}

/** Puts the data of an earlier run into a new store. */
export function restore(store: Store, { counters, elements, removed = [], instances }: Snapshot): void {
  for (const key of removed) store.catalogue.remove({ key });
  for (const element of elements) store.catalogue.put(element);
  const element = Math.max(store.nextIds.element, ...elements.map(({ id }) => id + 1));
  Object.assign(store.nextIds, { element, ...counters });
  for (const { configuration, itemIds, documents, ...plain } of instances) {
    const maps = { configuration: new Map(configuration), itemIds: new Map(itemIds), documents: new Map(documents) };
    store.add({ ...plain, ...maps });
  }
}
