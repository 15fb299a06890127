/** The platform's way of saying no: a handler throws it, and it becomes the error response. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(
    readonly status: number,
    message: string,
    readonly more: { readonly providerMessage?: string; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
  }
}

/** 401 with the text that issues of the platform makers' own API tests quote. */
export const unauthorized = () =>
  new Refusal(401, "Invalid Organization or User secret, or invalid Element token provided.");

/** 400; the platform's texts are not known. */
export const badRequest = (message: string) => new Refusal(400, message);

/** 403; the platform's texts are not known. */
export const forbidden = (message: string) => new Refusal(403, message);

/** 404, in the style of the texts in the official documentation. */
export const notFound = (message: string) => new Refusal(404, message);

/** 409, which the official documentation lists for things that exist already or are in use. */
export const conflict = (message: string) => new Refusal(409, message);
