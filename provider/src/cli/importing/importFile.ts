import { withDefaults } from "../../lifecycle/model/properties";
import { type Declaration, withoutSecrets } from "../../lookups/declaration";
import { PROVIDER_TEXT, TYPE } from "../../operations/resourceTypes";
import type { Instance } from "../../platform/instance";
import { compact } from "../../util/json";
import { jsonText } from "../jsonText";

/** An instance that is to be imported. */
export interface Imported {
  /** The name of its resource in the program. */
  readonly resource: string;
  readonly instance: Instance;
  readonly declaration: Declaration;
}

/**
 * The file for `pulumi import --file`. It gives outputs, so the engine does not read the resource, which it cannot do
 * for a dynamic one. It holds no secrets: the mark `sendCredentialsAgain` makes the first update send the keys.
 * @param baseUrl the platform
 */
export function importFile(imported: readonly Imported[], baseUrl: string): string {
  return importFileOf(imported.map((one) => entry(one, baseUrl)));
}

/** The text of an import file that names these resources. */
export function importFileOf(resources: readonly object[]): string {
  return `${jsonText({ resources }, 2)}\n`;
}

function entry({ resource, instance, declaration }: Imported, baseUrl: string) {
  // With the defaults: without them the first preview would show each as a change.
  const inputs = withDefaults({ ...withoutSecrets(declaration), __provider: PROVIDER_TEXT });
  const { id, elementId, organizationId, accountId, createdDate, valid } = instance;
  const given = compact({ elementId, organizationId, accountId, createdDate, valid });
  const outputs = { ...inputs, instanceId: id, ...given, baseUrl, sendCredentialsAgain: true };
  return { type: TYPE, name: resource, id, inputs, outputs };
}
