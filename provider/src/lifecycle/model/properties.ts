import type { ElementDefinition } from "../../elements/definition";
import { holdsUnknown } from "./unknowns";
import { baseUrl, boolean, configuration, events, number, type Reader, text, texts } from "./values";

/**
 * The inputs of an instance, besides the vendor's credentials, which the element lists. This file alone defines the
 * names, types and defaults of all properties, and which are secret.
 */
const DECLARED = {
  /** The instance's name on the platform. */
  name: text,
  /** Without the owner tag. */
  tags: texts,
  /** Whether calls with the token work. */
  enabled: boolean,
  events,
  configuration,
  /** Whether to ping the vendor through the instance after create and update. */
  verify: boolean,
  /** The id of an existing instance, which create adopts. */
  adoptId: text,
};

/** What the front end adds to the declaration. */
const ADDED = {
  /** The tag by which the declaration finds its instance; missing if owner tags are off. */
  ownerTag: text,
  /** A hash of the URN where owner tags are off. Never a difference: it only tells declarations apart. */
  declaredBy: text,
};

const INPUTS = { ...DECLARED, ...ADDED };

/** What the platform gives. */
const OUTPUTS = {
  instanceId: text,
  /** Secret: the element token. */
  token: text,
  elementId: number,
  organizationId: number,
  accountId: number,
  /** RFC 3339. */
  createdDate: text,
  valid: boolean,
  /** The platform that the instance lives on. */
  baseUrl,
};

/** Marks in the state, present only if true. */
const MARKS = {
  /** The credentials in effect may not be the declared ones, so the next update sends them again. */
  credentialsPending: boolean,
  /** The platform refused the adoption, so this declaration must not delete the instance. */
  adoptionPending: boolean,
  /** Another program manages the instance; this one only reads it. */
  external: boolean,
  /** Which user secret last saw the instance: a hash, see `userMark`. */
  seenBy: text,
};

const STATE = { ...INPUTS, ...OUTPUTS, ...MARKS };

type Values<Readers extends Record<string, Reader<unknown>>> = {
  readonly [name in keyof Readers]?: NonNullable<ReturnType<Readers[name]>>;
};

/** The vendor's credentials by the names of their inputs, such as `apiKey`. Secret. */
export type VendorCredentials = Readonly<Record<string, string>>;

/** What a program declares of an instance, with defaults. Holds secrets. */
export interface InstanceInputs extends Values<typeof INPUTS> {
  readonly name: string;
  readonly tags: readonly string[];
  readonly credentials: VendorCredentials;
}

/**
 * What is known of an instance: the inputs as in effect, and what the platform gave. Anything may be missing: after a
 * partial creation, in a state of an older version, and where a property is not known to be in effect. Holds secrets.
 */
export interface InstanceState extends Values<typeof INPUTS>, Values<typeof OUTPUTS>, Values<typeof MARKS> {
  /** Those that are known. */
  readonly credentials: VendorCredentials;
}

/** Properties as the engine sends them: plain JSON of any shape. */
export type Properties = Readonly<Record<string, unknown>>;

/** The defaults of what a program may leave out. */
export function defaultsFor(resourceName: string) {
  return { name: resourceName, tags: [], enabled: true, verify: false };
}

/** The inputs with the defaults of those that were not given. The name's default is the front end's to give. */
export function withDefaults(inputs: Properties): Properties {
  const { name: _, ...defaults } = defaultsFor("");
  const given = Object.entries(inputs).filter(([, value]) => value !== undefined && value !== null);
  return { ...defaults, ...Object.fromEntries(given) };
}

/** The names that a program may give, in the order in which messages list them. */
export function declaredNames(element: ElementDefinition): string[] {
  const [name = "", ...others] = Object.keys(DECLARED);
  return [name, ...credentialNames(element), ...others];
}

/** Other names that reach `check`, although no program may set them. */
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
  const { name, tags } = defaultsFor("");
  return { name, tags, ...parse(properties, INPUTS), credentials: parseCredentials(properties, element) };
}

/** A state of this or an older version, or of a partial creation: missing properties are not known. */
export function parseState(properties: Properties, element: ElementDefinition): InstanceState {
  return { ...parse(properties, STATE), credentials: parseCredentials(properties, element) };
}

/** The names of properties that are, or hold, something that is not known yet. */
export function unknownNames(properties: Properties): string[] {
  return Object.keys(properties).filter((name) => holdsUnknown(properties[name]));
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

function parse<Readers extends Record<string, Reader<unknown>>>(
  properties: Properties,
  readers: Readers,
): Values<Readers>;
function parse(properties: Properties, readers: Record<string, Reader<unknown>>): object {
  // A plain loop: every diff and read parses some twenty properties, in a process too young for optimized code.
  const values: Record<string, unknown> = {};
  for (const [name, read] of Object.entries(readers)) {
    const value = read(properties[name]);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function parseCredentials(properties: Properties, element: ElementDefinition): VendorCredentials {
  return Object.fromEntries(
    credentialNames(element).flatMap((name) => {
      const value = text(properties[name]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
