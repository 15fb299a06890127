/** The parts of an Authorization header, such as `User …, Organization …, Element …`. */
export interface Credentials {
  readonly user?: string;
  readonly organization?: string;
  readonly element?: string;
  /** The token of a login. */
  readonly bearer?: string;
}

function parts(header: string): [kind: string, secret: string][] {
  return header.split(",").map((part) => {
    const [kind = "", ...rest] = part.trim().split(/\s+/);
    return [kind, rest.join(" ")];
  });
}

/**
 * Reads the header. Order and spaces do not matter: the official documentation and client code in the wild use several.
 * Every source writes the keywords with a capital, so other spellings count as wrong, which is a choice.
 */
export function readAuthorization(header: string | undefined): Credentials {
  const found = new Map(parts(header ?? ""));
  const pick = (kind: string, name: keyof Credentials): Credentials => {
    const secret = found.get(kind);
    return secret ? { [name]: secret } : {};
  };
  return {
    ...pick("User", "user"),
    ...pick("Organization", "organization"),
    ...pick("Element", "element"),
    ...pick("Bearer", "bearer"),
  };
}

/** The header with its keywords but without its secrets: `User ***, Organization ***`. */
export function redactedAuthorization(header: string): string {
  const known = ["User", "Organization", "Element", "Bearer"];
  return parts(header)
    .map(([kind]) => (known.includes(kind) ? `${kind} ***` : "***"))
    .join(", ");
}
