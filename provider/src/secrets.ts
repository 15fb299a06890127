import type { InstanceState } from "./lifecycle/types";
import { ACT_365 } from "./platform/actessentials";
import { isSecretKey } from "./platform/elementDefinition";
import type { Redactor } from "./platform/redaction";

/** Makes sure that no message of this process shows a secret of these inputs or this state. */
export function rememberSecrets(state: InstanceState, redactor: Redactor): void {
  const { apiKey, developerKey, token, events, configuration } = state;
  redactor.add(apiKey, developerKey, token, events?.callbackHeaders, events?.signatureKey);
  redactor.add(pair(apiKey, developerKey), events?.basicAuth?.password);
  redactor.add(pair(events?.basicAuth?.username, events?.basicAuth?.password));
  for (const [key, value] of Object.entries(configuration ?? {})) {
    if (isSecretKey(ACT_365, key)) redactor.add(String(value));
  }
}

/** As they stand together in Basic authentication, where base64 hides each alone. */
function pair(user: string | undefined, password: string | undefined): string | undefined {
  return user === undefined || password === undefined ? undefined : `${user}:${password}`;
}
