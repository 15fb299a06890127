import type { RequestListener } from "../api";

/** Listeners to one kind of event. */
export class Listeners {
  private readonly all = new Set<RequestListener>();

  /** Adds a listener and returns what takes it off. */
  add(listener: RequestListener): () => void {
    // Wrapped, so that one function may be added twice.
    const own: RequestListener = (request) => listener(request);
    this.all.add(own);
    return () => void this.all.delete(own);
  }

  /** Tells all listeners. */
  tell(request: { method: string; path: string }): void {
    for (const listener of [...this.all]) listener(request);
  }
}
