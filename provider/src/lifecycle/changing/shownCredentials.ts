import type { InstanceInputs, InstanceState } from "../model/properties";
import type { Session } from "../model/session";
import { stateOf } from "../model/state";
import { lacksCredentials } from "./missingInputs";

/**
 * The state with the credentials that the platform shows, if the state does not know them for sure and the program lacks
 * others, so that they cannot simply be sent again. Whatever else was changed by others is for a refresh to find.
 */
export async function withShownCredentials(
  id: string,
  state: InstanceState,
  inputs: InstanceInputs,
  session: Session,
): Promise<InstanceState> {
  if (!lacksCredentials(inputs, session.element)) return state;
  const unknown = Object.keys(inputs.credentials).some((input) => state.credentials[input] === undefined);
  if (state.sendCredentialsAgain !== true && !unknown) return state;
  const found = await session.platform.get(id);
  const shown = session.element.credentials.map(({ key }) => [key, found.configuration?.[key] ?? null]);
  const response = { ...found, name: undefined, tags: undefined, disabled: undefined };
  const { sendCredentialsAgain: _, ...known } = state;
  return stateOf({ ...response, configuration: Object.fromEntries(shown) }, known, session, state);
}
