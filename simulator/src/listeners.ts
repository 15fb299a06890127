import type { RequestListener } from "./api";

/** Listeners for one kind of event. */
export class Listeners {
  private readonly all = new Set<RequestListener>();

  /** Adds a listener; the returned function removes it. */
  add(listener: RequestListener): () => void {
    // Wrapped, so that one function may be added twice.
    const own: RequestListener = (request) => listener(request);
    this.all.add(own);
    return () => void this.all.delete(own);
  }

  /** Calls all listeners. */
  tell(request: Parameters<RequestListener>[0]): void {
    for (const listener of [...this.all]) listener(request);
  }
}
