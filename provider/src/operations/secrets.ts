import type { ElementDefinition } from "../elements/definition";
import type { InstanceInputs, InstanceState } from "../lifecycle/model/properties";
import { querySecrets } from "../redaction/parts";
import type { Redactor } from "../redaction/redactor";
import { rememberConfiguration, rememberHeaders } from "../redaction/shownSecrets";

/** Makes sure that no message of this process shows a secret from these inputs or this state. */
export function rememberSecrets(
  values: InstanceInputs | InstanceState,
  element: ElementDefinition,
  redactor: Redactor,
): void {
  const { credentials, events, configuration } = values;
  const [user, password, ...others] = element.credentials.map(({ input }) => credentials[input]);
  redactor.add(user, password, ...others);
  redactor.addWhole(pair(user, password));
  if ("token" in values) redactor.add(values.token);
  redactor.add(events?.signatureKey, events?.basicAuth?.password);
  redactor.addWhole(pair(events?.basicAuth?.username, events?.basicAuth?.password));
  rememberHeaders(events?.callbackHeaders ?? "", redactor);
  redactor.add(...querySecrets(events?.callbackUrl ?? ""));
  rememberConfiguration(configuration ?? {}, element, redactor);
}

/** User and password joined as in Basic authentication, where base64 would hide each of them. */
function pair(user: string | undefined, password: string | undefined): string | undefined {
  return user === undefined || password === undefined ? undefined : `${user}:${password}`;
}
