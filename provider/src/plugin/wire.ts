import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "../lifecycle/model/properties";
import type { SecretPath } from "../lifecycle/model/secretPaths";
import { UNKNOWN } from "../lifecycle/model/unknowns";
import { isUnknownOfEngine, SECRET, SIGNATURE, UNKNOWN_TEXT } from "../operations/engineValues";
import { isRecord } from "../util/json";

// The signature of an output, which says whether it is secret, and has a `value` unless that is not known yet.
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** A value that the engine is to keep as a secret. */
export class Secret {
  constructor(readonly value: unknown) {}
}

/** Marks a value as a secret, once. */
export function secret(value: unknown): Secret {
  return value instanceof Secret ? value : new Secret(value);
}

/** Properties as the engine sent them. */
export interface Received {
  /** Plain, with `UNKNOWN` for what is not known yet. Holds secrets. */
  readonly values: Properties;
  /** Where the engine marked a secret. Of a list it is the whole list, whose items may move. */
  readonly secrets: readonly SecretPath[];
}

/** Reads properties off the wire; none if there is no struct. */
export function fromStruct(struct: Struct | undefined): Received {
  const secrets: SecretPath[] = [];
  const values =
    struct === undefined ? {} : plainRecord(struct.toJavaScript(), undefined, (path) => secrets.push(path));
  return { values, secrets };
}

type Note = (path: SecretPath) => void;

function plainRecord(record: Record<string, unknown>, path: SecretPath | undefined, note: Note): Properties {
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    values[name] = plain(value, path === undefined ? [name] : [...path, name], note);
  }
  return values;
}

function plain(value: unknown, path: SecretPath, note: Note): unknown {
  if (typeof value === "string") return isUnknownOfEngine(value) ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map((item) => plain(item, path, note));
  if (!isRecord(value)) return value;
  const signature = value[SIGNATURE];
  if (signature === undefined) return plainRecord(value, path, note);
  if (signature === SECRET || value["secret"] === true) note(path);
  if (signature === SECRET) return plain(value["value"], path, note);
  if (signature === OUTPUT) return Object.hasOwn(value, "value") ? plain(value["value"], path, note) : UNKNOWN;
  // An asset, archive or resource: no property takes one, which the check says.
  return value;
}

/** Writes properties for the wire: without undefined values, secrets marked. */
export function toStruct(properties: Properties): Struct {
  return Struct.fromJavaScript(recordOnWire(properties, false));
}

function recordOnWire(properties: object, inSecret: boolean): Record<string, JavaScriptValue> {
  const result: Record<string, JavaScriptValue> = {};
  for (const [name, value] of Object.entries(properties)) {
    if (value !== undefined) result[name] = onWire(value, inSecret);
  }
  return result;
}

/** @param inSecret whether all of it is a secret already */
function onWire(value: unknown, inSecret: boolean): JavaScriptValue {
  if (value === UNKNOWN) return UNKNOWN_TEXT;
  if (value instanceof Secret) {
    const inside = onWire(value.value, true);
    return inSecret ? inside : { [SIGNATURE]: SECRET, value: inside };
  }
  if (Array.isArray(value)) return value.map((item) => onWire(item, inSecret));
  if (typeof value === "object" && value !== null) return recordOnWire(value, inSecret);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return null;
}
