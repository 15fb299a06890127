import { notFound } from "../refusal";
import type { SimulatedElement } from "./element";
import { plausibleElement, wellKnown } from "./wellKnown";

/** Whether a key is valid in a path. Digits alone are an id, and the API's own prefix there means a doubled prefix. */
export function isKey(text: string): boolean {
  return /^[\w.-]+$/.test(text) && !/^(\d+|\.+|api-v2)$/.test(text);
}

/**
 * The elements. Every key exists except those that begin with `bad`, and so does every numeric id that was given out:
 * a choice, so that tests of any element can run.
 */
export class Catalogue {
  private readonly byKey = new Map(wellKnown.map((element) => [element.key, element]));
  private readonly deleted = new Set<string>();

  constructor(
    private readonly nextIds: { element: number },
    private readonly changed: () => void,
  ) {}

  /** The element with this key or id; 404 if there is none, in the words of the platform makers' own tests. */
  get(keyOrId: string | number): SimulatedElement {
    const text = String(keyOrId);
    const isId = /^\d+$/.test(text);
    const known = this.known(text);
    if (known) return known;
    if (isId || this.deleted.has(text) || !isKey(text) || text.startsWith("bad")) {
      throw notFound(`No element found with ${isId ? "ID" : "key"} ${text}`);
    }
    return this.put(plausibleElement({ id: this.newId(), key: text }));
  }

  /** The element with this key or id, if someone made or mentioned it. */
  known(keyOrId: string): SimulatedElement | undefined {
    return this.byKey.get(keyOrId) ?? this.all().find(({ id }) => String(id) === keyOrId);
  }

  /** Whether the platform itself has an element with this key. */
  isBuiltIn(key: string): boolean {
    return wellKnown.some((element) => element.key === key);
  }

  /** All elements that were made or mentioned, in that order. */
  all(): SimulatedElement[] {
    return [...this.byKey.values()];
  }

  /** The elements that did not come with the simulator: those that a data file must keep. */
  added(): SimulatedElement[] {
    return this.all().filter(({ key }) => !this.isBuiltIn(key));
  }

  /** Adds an element, or replaces the one with the same key. */
  put(element: SimulatedElement): SimulatedElement {
    this.deleted.delete(element.key);
    this.byKey.set(element.key, element);
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
    return this.nextIds.element++;
  }
}
