import type { ElementDefinition } from "../elements/definition";
import { declaredConfiguration } from "../lifecycle/model/configuration";
import type { InstanceInputs, InstanceState } from "../lifecycle/model/properties";
import type { Redactor } from "../redaction/redactor";
import { rememberConfiguration } from "../redaction/shownSecrets";

/** Makes sure that no message of this process shows a secret from these inputs or this state. */
export function rememberSecrets(
  values: InstanceInputs | InstanceState,
  element: ElementDefinition,
  redactor: Redactor,
): void {
  const { credentials, events } = values;
  const [user, password, ...others] = element.credentials.map(({ input }) => credentials[input]);
  redactor.add(user, password, ...others);
  redactor.addWhole(pair(user, password));
  if ("token" in values) redactor.add(values.token);
  redactor.addWhole(pair(events?.basicAuth?.username, events?.basicAuth?.password));
  rememberConfiguration(declaredConfiguration(values), element, redactor);
}

/** User and password joined as in Basic authentication, where base64 would hide each of them. */
function pair(user: string | undefined, password: string | undefined): string | undefined {
  return user === undefined || password === undefined ? undefined : `${user}:${password}`;
}
