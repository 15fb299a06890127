import type { Credential, ElementDefinition } from "../../elements/definition";
import { listInWords } from "../../util/words";
import { LifecycleError } from "../model/errors";
import { pathText } from "../model/paths";
import type { InstanceInputs, InstanceState } from "../model/properties";
import { differences, sentByPut } from "./differences";

/**
 * Whether the program leaves out a credential, as it may for an instance that was adopted or imported. A PUT sends the
 * whole configuration, so then none is possible.
 */
export function lacksCredentials(inputs: InstanceInputs, element: ElementDefinition): boolean {
  return missingCredentials(inputs, element).length > 0;
}

/** The credentials that the program leaves out. */
export function missingCredentials({ credentials }: InstanceInputs, element: ElementDefinition): readonly Credential[] {
  return element.credentials.filter(({ input }) => credentials[input] === undefined);
}

/**
 * Refuses a declaration without the inputs that its changes need. A check cannot: it does not know the state, and must
 * accept whatever an import leaves out.
 * @throws LifecycleError "missing-input"
 */
export function refuseMissing(
  id: string,
  state: InstanceState,
  inputs: InstanceInputs,
  element: ElementDefinition,
): void {
  const missing = missingCredentials(inputs, element);
  const told = `. Instance ${id} was adopted or imported without it`;
  const required = missing.find(({ masked }) => !masked);
  if (required !== undefined) {
    throw new LifecycleError("missing-input", `${required.input} is missing; find it in ${required.where}${told}`);
  }
  if (inputs.events?.callbackUrl === "") {
    throw new LifecycleError(
      "missing-input",
      `events.callbackUrl is missing; set it to the URL where events are sent${told}`,
    );
  }
  const [first] = missing;
  const changed = needPut(state, inputs, element);
  if (first === undefined || changed.length === 0) return;
  throw new LifecycleError(
    "missing-input",
    `${first.input} is missing; find it in ${first.where}${told}, so only name, tags and enabled can change, ` +
      `but ${listInWords(changed)} changed as well`,
  );
}

/** The inputs, or the parts of them, that only a PUT brings into effect, as messages name them. */
export function needPut(state: InstanceState, inputs: InstanceInputs, element: ElementDefinition): string[] {
  return differences(state, inputs, element)
    .filter(({ path: [name] }) => sentByPut(name, element))
    .map(({ path }) => pathText(path));
}

/**
 * The state in which credentials that it does not know for sure are as declared. An update without all credentials
 * compares them with the platform before it changes anything.
 */
export function assumingCredentials(state: InstanceState, inputs: InstanceInputs): InstanceState {
  return { ...state, sendCredentialsAgain: false, credentials: { ...inputs.credentials, ...state.credentials } };
}
