import type { SimulatedOrganization } from "../api";
import { Catalogue } from "../elements/catalogue";
import { isMasked } from "../elements/element";
import type { Configuration, InstanceRecord } from "../instances/record";
import { isSecretName } from "../secretNames.generated";

/** The next ids to assign. */
export interface NextIds {
  instance: number;
  /** Of a configuration item. */
  item: number;
  element: number;
}

/** The platform's data: organizations, elements and live instances. */
export class Store {
  /** Kept in the data file, so that no id is assigned twice. */
  readonly nextIds: NextIds = { instance: 12345, item: 123456, element: 9000 };
  readonly catalogue = new Catalogue(this.nextIds, () => this.changed());
  /**
   * All credentials, for here or for a vendor, valid or not: secrets of organizations, every token ever issued, every
   * secret in a configuration. Recorded requests show none of them.
   */
  readonly secrets = new Set<string>();
  private readonly instances = new Map<number, InstanceRecord>();
  /** The number of changes so far. */
  revision = 0;

  constructor(
    readonly organizations: readonly SimulatedOrganization[],
    private readonly onChange: () => void,
  ) {
    for (const one of organizations) this.secrets.add(one.userSecret).add(one.organizationSecret);
  }

  /** Call this after every change. */
  changed(): void {
    this.revision += 1;
    this.onChange();
  }

  /** Adds a new instance. Ids are integers that count up by one: the platform makers' own API tests rely on it. */
  create(instance: Omit<InstanceRecord, "id">): InstanceRecord {
    const record = { ...instance, id: this.nextIds.instance++ };
    this.add(record);
    this.changed();
    return record;
  }

  /** Restores an instance from a file. */
  add(record: InstanceRecord): void {
    this.instances.set(record.id, record);
    this.configure(record, record.configuration);
  }

  /** Gives an instance another configuration. */
  configure(record: InstanceRecord, configuration: Configuration): void {
    record.configuration = configuration;
    const element = this.catalogue.get(record.elementKey);
    this.secrets.add(record.token);
    for (const [key, value] of configuration) {
      if (value !== null && (isSecretName(key) || isMasked(element, key))) this.secrets.add(value);
    }
  }

  /** Removes an instance; its token no longer works. */
  remove({ id }: InstanceRecord): void {
    this.instances.delete(id);
    this.changed();
  }

  /** The live instance with this id. */
  byId(id: number): InstanceRecord | undefined {
    return this.instances.get(id);
  }

  /** The live instance with this token. */
  byToken(token: string): InstanceRecord | undefined {
    return this.all().find((record) => record.token === token);
  }

  /** The live instances (of one organization), by id. The platform's order is not known. */
  all(organization?: { readonly id: number }): InstanceRecord[] {
    const records = [...this.instances.values()];
    return organization ? records.filter((record) => record.organizationId === organization.id) : records;
  }

  /** The id of an instance's configuration item. */
  itemId({ itemIds }: InstanceRecord, key: string): number {
    const known = itemIds.get(key);
    if (known !== undefined) return known;
    const id = this.nextIds.item++;
    itemIds.set(key, id);
    this.changed();
    return id;
  }
}
