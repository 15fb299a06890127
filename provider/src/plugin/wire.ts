import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "../lifecycle/model/properties";
import type { SecretPath } from "../lifecycle/model/secretPaths";
import { UNKNOWN } from "../lifecycle/model/unknowns";
import { isRecord } from "../util/json";

// How the engine writes values that plain JSON does not have (pkg/resource/plugin/rpc.go).
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  UNKNOWN_TEXT,
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

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
  if (typeof value === "string") return UNKNOWNS.has(value) ? UNKNOWN : value;
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
