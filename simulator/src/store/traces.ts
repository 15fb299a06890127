/** Traces of authentications that callers asked for with `debug`. They are not kept between runs. */
export class Traces {
  private readonly elements = new Map<string, number>();

  /** Remembers the trace of an authentication with an element. */
  add(traceId: string, elementId: number): void {
    this.elements.set(traceId, elementId);
  }

  /** Whether there is such a trace of this element. */
  has(traceId: string, elementId: number): boolean {
    return this.elements.get(traceId) === elementId;
  }
}
