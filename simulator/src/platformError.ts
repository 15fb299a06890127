/** An answer that the platform gives instead of the wanted one. */
export class PlatformError extends Error {
  override readonly name = "PlatformError";

  constructor(
    readonly status: number,
    message: string,
    readonly more: { providerMessage?: string; headers?: Record<string, string> } = {},
  ) {
    super(message);
  }
}

/** 401 with the text that issues of the platform makers' own API tests quote. */
export function unauthorized(): PlatformError {
  return new PlatformError(401, "Invalid Organization or User secret, or invalid Element token provided.");
}

/** 400; the platform's texts are not known. */
export function badRequest(message: string): PlatformError {
  return new PlatformError(400, message);
}

/** 403; the platform's texts are not known. */
export function forbidden(message: string): PlatformError {
  return new PlatformError(403, message);
}

/** 404, in the style of the texts in the official documentation. */
export function notFound(message: string): PlatformError {
  return new PlatformError(404, message);
}

/** 409, which the official documentation lists for things that exist or are in use. */
export function conflict(message: string): PlatformError {
  return new PlatformError(409, message);
}
