import type { ElementDefinition } from "../../elements/definition";
import { type DefaultsOf, defaultsOf, readAll, type ValuesOf } from "./property";
import { ADDED, DECLARED, MARKS, OUTPUTS } from "./propertyTable";
import { TEXT } from "./types";

const INPUTS = { ...DECLARED, ...ADDED };

const STATE = { ...INPUTS, ...OUTPUTS, ...MARKS };

/** The name's is empty here: front ends give it (`RESOURCE_NAME`). */
const DEFAULTS = defaultsOf(DECLARED, "");

/** The vendor's credentials by the names of their inputs, such as `apiKey`. Secret. */
export type VendorCredentials = Readonly<Record<string, string>>;

/** What a program declares of an instance, with defaults. Holds secrets. */
export type InstanceInputs = ValuesOf<typeof INPUTS> &
  DefaultsOf<typeof DECLARED> & {
    readonly credentials: VendorCredentials;
  };

/**
 * What is known of an instance: the inputs as in effect, and what the platform gave. Anything may be missing: after a
 * partial creation, in a state of an older version, and where a property is not known to be in effect. Holds secrets.
 */
export type InstanceState = ValuesOf<typeof STATE> & {
  /** Those that are known. */
  readonly credentials: VendorCredentials;
};

/** Properties as the engine sends them: plain JSON of any shape. */
export type Properties = Readonly<Record<string, unknown>>;

/** The inputs with the defaults of those that were not given. The name's default is the front end's to give. */
export function withDefaults(inputs: Properties): Properties {
  const { name: _, ...defaults } = DEFAULTS;
  const given = Object.entries(inputs).filter(([, value]) => value !== undefined && value !== null);
  return { ...defaults, ...Object.fromEntries(given) };
}

/** The names that a program may give, in the order in which messages list them. */
export function declaredNames(element: ElementDefinition): string[] {
  const [name = "", ...others] = Object.keys(DECLARED);
  return [name, ...credentialNames(element), ...others];
}

/** The names of inputs that front ends add, so that they reach `check`, although no program may set them. */
export const ADDED_NAMES: readonly string[] = Object.keys(ADDED);

/** The names of what only the platform gives. */
export const OUTPUT_NAMES: readonly string[] = Object.keys(OUTPUTS);

/** The names of the inputs that take the vendor's credentials. */
export function credentialNames(element: ElementDefinition): string[] {
  return element.credentials.map(({ input }) => input);
}

/** The names of properties that are always secret; `events` and `configuration` contain secrets, too. */
export function secretNames(element: ElementDefinition): string[] {
  return ["token", ...credentialNames(element)];
}

/** The inputs in properties that passed the check; unknown values, and those of another type, count as not given. */
export function parseInputs(properties: Properties, element: ElementDefinition): InstanceInputs {
  return { ...DEFAULTS, ...readAll(properties, INPUTS), credentials: parseCredentials(properties, element) };
}

/** A state of this or an older version, or of a partial creation: missing properties are not known. */
export function parseState(properties: Properties, element: ElementDefinition): InstanceState {
  return { ...readAll(properties, STATE), credentials: parseCredentials(properties, element) };
}

/** The inputs in a state: if `read` returned anything else as inputs, a preview would print it, even the token. */
export function inputsOf(state: InstanceState): Properties {
  const inputs = Object.entries(state).filter(([name]) => Object.hasOwn(INPUTS, name));
  return { ...Object.fromEntries(inputs), ...state.credentials };
}

/**
 * Inputs or a state as the engine keeps them: plain JSON, without undefined values, which the stock plugin cannot send
 * ("Unexpected struct type", after the platform has already done the work).
 */
export function plainProperties(values: InstanceInputs | InstanceState): Record<string, unknown> {
  const { credentials, ...others } = values;
  return JSON.parse(JSON.stringify({ ...others, ...credentials }));
}

function parseCredentials(properties: Properties, element: ElementDefinition): VendorCredentials {
  return Object.fromEntries(
    credentialNames(element).flatMap((name) => {
      const value = TEXT.read(properties[name]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
