import type { ForeignInstance, InstanceChange, Lag, Others, StoredInstance } from "./api";
import { initialConfiguration, mergedConfiguration } from "./instances/configuration";
import { stripHtml } from "./instances/sanitize";
import type { Platform } from "./platform";
import { base64Secret } from "./random";
import type { InstanceRecord } from "./store/instanceRecord";
import { plainCopy } from "./store/instanceRecord";

/** Changes that go straight to the data. */
export class DirectChanges implements Others {
  constructor(private readonly platform: Platform) {}

  change(id: number, { name, tags, disabled, valid, token, configuration }: InstanceChange): void {
    const { store } = this.platform;
    const record = this.existing(id);
    const element = store.catalogue.get(record.elementKey);
    if (name !== undefined) record.name = name;
    if (tags !== undefined) record.tags = [...tags];
    if (disabled !== undefined) record.disabled = disabled;
    if (valid !== undefined) record.valid = valid;
    if (token !== undefined) store.setToken(record, token);
    store.configure(record, mergedConfiguration(element, record.configuration, configuration ?? {}, true));
    store.changed();
  }

  create({ name, tags, configuration, elementKey, organizationId }: ForeignInstance): StoredInstance {
    const { store, random, clock } = this.platform;
    const owner = store.organizations.find(({ id }) => id === (organizationId ?? store.organizations[0]?.id));
    if (!owner) throw new RangeError(`there is no organization ${organizationId}`);
    const element = store.catalogue.get(elementKey ?? "actessentials");
    const record = store.create({
      organizationId: owner.id,
      elementKey: element.key,
      name: stripHtml(name),
      token: base64Secret(random),
      tags: tags ? [...tags] : [stripHtml(name)],
      configuration: initialConfiguration(element, configuration ?? {}),
      disabled: false,
      valid: true,
      createdDate: clock.stamp(),
      externalAuthentication: "none",
      traceLoggingEnabled: false,
    });
    return plainCopy(record);
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
