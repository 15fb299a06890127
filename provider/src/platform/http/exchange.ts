import type { Dispatcher } from "undici";

/** A response of any status; header names in lower case, with the first value of each. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Strips a byte order mark, as every reader of JSON over HTTP does. */
const UTF_8 = new TextDecoder();

/**
 * One request on the wire, and its complete response. Uses undici without its streams, which cost more than the rest of
 * a small request.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  /** Fails with undici's error, or with the reason with which the exchange was stopped. */
  readonly response: Promise<HttpResponse>;
  private resolve: (response: HttpResponse) => void = () => undefined;
  private reject: (error: unknown) => void = () => undefined;
  private controller: Dispatcher.DispatchController | undefined;
  private stoppedBy: Error | undefined;
  private status = 0;
  private headers: Readonly<Record<string, string | string[] | undefined>> = {};
  private readonly chunks: Buffer[] = [];

  constructor(dispatcher: Dispatcher, request: Dispatcher.DispatchOptions) {
    this.response = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    try {
      dispatcher.dispatch(request, this);
    } catch (error) {
      this.reject(error);
    }
  }

  /** Whether any part of the request may have reached the other side. */
  get sent(): boolean {
    return this.controller !== undefined;
  }

  /** Ends it, and closes its connection; a request that was not sent yet never will be. */
  stop(reason: Error): void {
    this.stoppedBy = reason;
    this.reject(reason);
    this.controller?.abort(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.stoppedBy === undefined) this.controller = controller;
    else controller.abort(this.stoppedBy);
  }

  onResponseStart(_: unknown, status: number, headers: Readonly<Record<string, string | string[] | undefined>>): void {
    this.status = status;
    this.headers = headers;
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    const body = UTF_8.decode(Buffer.concat(this.chunks));
    this.resolve({ status: this.status, headers: firstValues(this.headers), body });
  }

  onResponseError(_: unknown, error: Error): void {
    this.reject(error);
  }
}

function firstValues(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) result[name] = first;
  }
  return result;
}
