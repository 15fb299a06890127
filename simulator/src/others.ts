import type { ForeignInstance, InstanceChange, Others, StoredInstance } from "./api";
import type { Lag } from "./faults/types";
import { stripHtml } from "./instances/body";
import { initialConfiguration, mergedConfiguration } from "./instances/configuration";
import { type InstanceRecord, newInstance, plainCopy } from "./instances/record";
import type { SimulatedPlatform } from "./platform";

/** Changes that go straight to the data. */
export class DirectChanges implements Others {
  constructor(private readonly platform: SimulatedPlatform) {}

  change(id: number, change: InstanceChange): void {
    const { store } = this.platform;
    const record = this.existing(id);
    const { name = record.name, tags = record.tags, disabled = record.disabled, valid = record.valid } = change;
    Object.assign(record, { name, tags: [...tags], disabled, valid, token: change.token ?? record.token });
    const element = store.catalogue.get(record.elementKey);
    store.configure(record, mergedConfiguration(element, record.configuration, change.configuration ?? {}, true));
    store.changed();
  }

  create({ name, tags, configuration, elementKey, organizationId }: ForeignInstance): StoredInstance {
    const { store } = this.platform;
    const owner = store.organizations.find(({ id }) => id === (organizationId ?? store.organizations[0]?.id));
    if (!owner) throw new RangeError(`there is no organization ${organizationId}`);
    const element = store.catalogue.get(elementKey ?? "actessentials");
    const plainName = stripHtml(name);
    const given = {
      name: plainName,
      tags: tags ? [...tags] : [plainName],
      configuration: initialConfiguration(element, configuration ?? {}),
    };
    return plainCopy(store.create(newInstance(this.platform, owner, element, given)));
  }

  remove(id: number, lag?: Lag): void {
    const record = this.existing(id);
    this.platform.store.remove(record);
    if (lag) this.platform.lateness.linger(record, lag);
  }

  private existing(id: number): InstanceRecord {
    const record = this.platform.store.byId(id);
    if (!record) throw new RangeError(`there is no instance ${id}`);
    return record;
  }
}
