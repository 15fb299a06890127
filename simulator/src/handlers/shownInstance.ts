import type { SimulatedOrganization } from "../api";
import { abridgedView, instanceView } from "../instances/instanceView";
import type { Platform } from "../platform";
import { shuffled } from "../random";
import type { InstanceRecord } from "../store/instanceRecord";

/** An instance as one answer shows it, whole or abridged, its tags in the order of the moment. */
export function shownInstance(
  platform: Platform,
  organization: SimulatedOrganization,
  record: InstanceRecord,
  abridged = false,
): Record<string, unknown> {
  const element = platform.store.catalogue.get(record.elementKey);
  const tags = platform.settings.shuffleTags ? shuffled(platform.random, record.tags) : [...record.tags];
  return (abridged ? abridgedView : instanceView)(record, element, organization, tags);
}
