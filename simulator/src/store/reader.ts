import type { ConfigurationKey } from "../catalogue/definition";
import { isJsonObject, isStringArray, type JsonObject } from "../json";

/** Reads members of a JSON object and complains by name about those that are not as they should be. */
export class Reader {
  constructor(readonly value: JsonObject) {}

  /** Parses a text that holds a JSON object. */
  static parse(text: string): Reader {
    const value: unknown = JSON.parse(text);
    if (!isJsonObject(value)) throw new TypeError("it must hold a JSON object");
    return new Reader(value);
  }

  /** Whether there is such a member. */
  has(name: string): boolean {
    return this.value[name] !== undefined;
  }

  string(name: string): string {
    const value = this.value[name];
    if (typeof value !== "string") throw new TypeError(`${name} must be a text`);
    return value;
  }

  number(name: string): number {
    const value = this.value[name];
    if (typeof value !== "number") throw new TypeError(`${name} must be a number`);
    return value;
  }

  boolean(name: string): boolean {
    const value = this.value[name];
    if (typeof value !== "boolean") throw new TypeError(`${name} must be true or false`);
    return value;
  }

  strings(name: string): string[] {
    const value = this.value[name];
    if (!isStringArray(value)) throw new TypeError(`${name} must be an array of texts`);
    return value;
  }

  object(name: string): Reader {
    const value = this.value[name];
    if (!isJsonObject(value)) throw new TypeError(`${name} must be an object`);
    return new Reader(value);
  }

  objects(name: string): Reader[] {
    const value = this.value[name];
    if (!Array.isArray(value) || !value.every(isJsonObject)) throw new TypeError(`${name} must be an array of objects`);
    return value.map((item) => new Reader(item));
  }

  /** A map that was written as an array of pairs. */
  pairs<Value>(name: string, read: (value: unknown) => Value): [string, Value][] {
    const value = this.value[name];
    if (!Array.isArray(value)) throw new TypeError(`${name} must be an array of pairs`);
    return value.map((pair: unknown) => {
      if (!Array.isArray(pair) || typeof pair[0] !== "string") throw new TypeError(`${name} must hold pairs`);
      return [pair[0], read(pair[1])];
    });
  }

  /** A configuration key that an element declares, as in a data file or in a request that makes an element. */
  configurationKey(): ConfigurationKey {
    const text = (name: "description" | "defaultValue") => (this.has(name) ? { [name]: this.string(name) } : {});
    const flag = (name: string) => this.value[name] === true;
    return {
      key: this.string("key"),
      name: this.string("name"),
      type: this.string("type"),
      ...text("description"),
      ...text("defaultValue"),
      required: flag("required"),
      hidden: flag("hidden"),
      internal: flag("internal"),
    };
  }
}
