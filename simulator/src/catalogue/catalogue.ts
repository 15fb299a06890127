import { notFound } from "../platformError";
import { actEssentials } from "./actEssentials";
import type { ElementDefinition } from "./definition";
import { genericElement, wellKnown } from "./genericElement";

/** Whether a key can stand in a path. Digits alone are an id, and the API's own prefix there is a doubled prefix. */
export function isKey(text: string): boolean {
  return /^[\w.-]+$/.test(text) && !/^(\d+|\.+|api-v2)$/.test(text);
}

/**
 * The elements. Every key exists except those that begin with `bad`, and so does every numeric id that was given out:
 * a choice, so that tests of any element can run.
 */
export class Catalogue {
  private readonly byKey = new Map<string, ElementDefinition>();
  private readonly deleted = new Set<string>();
  private readonly builtIn: ReadonlySet<string>;
  private upcomingId = 9000;

  constructor(private readonly changed: () => void) {
    this.byKey.set(actEssentials.key, actEssentials);
    for (const [index, known] of wellKnown.entries()) this.byKey.set(known.key, genericElement(8000 + index, known));
    this.builtIn = new Set(this.byKey.keys());
  }

  /** The element with this key or id, if it exists. */
  find(keyOrId: string | number): ElementDefinition | undefined {
    const text = String(keyOrId);
    if (/^\d+$/.test(text)) return [...this.byKey.values()].find((element) => String(element.id) === text);
    const known = this.byKey.get(text);
    if (known || this.deleted.has(text) || !isKey(text) || text.startsWith("bad")) return known;
    const element = genericElement(this.newId(), { key: text });
    this.byKey.set(text, element);
    this.changed();
    return element;
  }

  /** The element with this key or id; 404 in the words that the platform makers' own tests use if there is none. */
  get(keyOrId: string | number): ElementDefinition {
    const element = this.find(keyOrId);
    if (element) return element;
    const what = /^\d+$/.test(String(keyOrId)) ? "ID" : "key";
    throw notFound(`No element found with ${what} ${keyOrId}`);
  }

  /** Whether someone made or mentioned an element with this key. */
  has(key: string): boolean {
    return this.byKey.has(key);
  }

  /** Whether the platform itself has an element with this key. */
  isBuiltIn(key: string): boolean {
    return this.builtIn.has(key);
  }

  /** All elements that have been made or mentioned, in the order of that. */
  all(): ElementDefinition[] {
    return [...this.byKey.values()];
  }

  /** The elements that did not come with the simulator: those that a data file must keep. */
  added(): ElementDefinition[] {
    return this.all().filter((element) => element.custom || !this.isBuiltIn(element.key));
  }

  /** Adds an element, or replaces the one with the same key. */
  put(element: ElementDefinition): ElementDefinition {
    this.deleted.delete(element.key);
    this.byKey.set(element.key, element);
    this.continueFrom(element.id + 1);
    this.changed();
    return element;
  }

  /** Removes an element; its key does not exist until someone makes it again. */
  remove({ key }: { readonly key: string }): void {
    this.byKey.delete(key);
    this.deleted.add(key);
    this.changed();
  }

  /** Keys of the elements that were removed. */
  removed(): string[] {
    return [...this.deleted];
  }

  /** An id that no element has or had. */
  newId(): number {
    this.upcomingId += 1;
    return this.upcomingId - 1;
  }

  /** The id that comes next. */
  get nextId(): number {
    return this.upcomingId;
  }

  /** Goes on counting from here, unless it has come further. */
  continueFrom(id: number): void {
    this.upcomingId = Math.max(this.upcomingId, id);
  }
}
