import type { SimulatedOrganization } from "../api";
import { Catalogue } from "../catalogue/catalogue";
import { isMasked } from "../catalogue/definition";
import { isSecretName } from "../secretNames.generated";
import type { InstanceRecord } from "./instanceRecord";
import { SecretList } from "./secretList";

/** What a new instance is made of; the store gives it its id. */
export type NewInstance = Omit<InstanceRecord, "id" | "itemIds" | "documents">;

/** The ids that are given out next. */
export interface Counters {
  readonly instance: number;
  readonly item: number;
  readonly element: number;
}

/** The platform's data: organizations, elements and live instances. */
export class Store {
  readonly catalogue: Catalogue;
  /** Secrets of the organizations, every token that was ever given out, and every secret of a configuration. */
  readonly secrets = new SecretList();
  private readonly instances = new Map<number, InstanceRecord>();
  private readonly byTokens = new Map<string, InstanceRecord>();
  private nextInstanceId = 12345;
  private nextItemId = 123456;
  private changes = 0;

  constructor(
    readonly organizations: readonly SimulatedOrganization[],
    private readonly onChange: () => void,
  ) {
    this.catalogue = new Catalogue(() => this.changed());
    for (const { userSecret, organizationSecret } of organizations) this.secrets.add(userSecret, organizationSecret);
  }

  /** Takes note of a change, after it was made. */
  changed(): void {
    this.changes += 1;
    this.onChange();
  }

  /** How many changes there have been. */
  get revision(): number {
    return this.changes;
  }

  /** Adds an instance. Ids are integers that count up by one, as the platform makers' own API tests rely on. */
  create(instance: NewInstance): InstanceRecord {
    const record = { ...instance, id: this.nextInstanceId, itemIds: new Map(), documents: new Map() };
    this.add(record);
    this.changed();
    return record;
  }

  /** Puts back an instance that was kept in a file. */
  add(record: InstanceRecord): void {
    this.instances.set(record.id, record);
    this.setToken(record, record.token);
    this.configure(record, record.configuration);
    this.nextInstanceId = Math.max(this.nextInstanceId, record.id + 1);
    for (const id of record.itemIds.values()) this.nextItemId = Math.max(this.nextItemId, id + 1);
  }

  /** Gives an instance another token; the one before is dead. */
  setToken(record: InstanceRecord, token: string): void {
    this.byTokens.delete(record.token);
    record.token = token;
    this.byTokens.set(token, record);
    this.secrets.add(token);
  }

  /** Gives an instance another configuration. */
  configure(record: InstanceRecord, configuration: InstanceRecord["configuration"]): void {
    record.configuration = configuration;
    const element = this.catalogue.get(record.elementKey);
    for (const [key, value] of configuration) {
      if (value !== null && (isSecretName(key) || isMasked(element, key))) this.secrets.add(value);
    }
  }

  /** Removes an instance; its token is dead from now on. */
  remove(record: InstanceRecord): void {
    this.instances.delete(record.id);
    this.byTokens.delete(record.token);
    this.changed();
  }

  /** The live instance with this id. */
  byId(id: number): InstanceRecord | undefined {
    return this.instances.get(id);
  }

  /** The live instance with this token. */
  byToken(token: string): InstanceRecord | undefined {
    return this.byTokens.get(token);
  }

  /** The live instances (of one organization), by id. The platform's order is not known. */
  all(organization?: { readonly id: number }): InstanceRecord[] {
    const records = [...this.instances.values()];
    return organization ? records.filter((record) => record.organizationId === organization.id) : records;
  }

  /** The id of an instance's configuration item. */
  itemId(record: InstanceRecord, key: string): number {
    const known = record.itemIds.get(key);
    if (known !== undefined) return known;
    const id = this.nextItemId;
    this.nextItemId += 1;
    record.itemIds.set(key, id);
    this.changed();
    return id;
  }

  /** The ids that come next: kept in the data file so that no id is given out twice. */
  get counters(): Counters {
    return { instance: this.nextInstanceId, item: this.nextItemId, element: this.catalogue.nextId };
  }

  /** Goes on counting where an earlier run stopped. */
  continueFrom(counters: Counters): void {
    this.nextInstanceId = Math.max(this.nextInstanceId, counters.instance);
    this.nextItemId = Math.max(this.nextItemId, counters.item);
    this.catalogue.continueFrom(counters.element);
  }
}
