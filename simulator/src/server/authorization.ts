import type { IncomingHttpHeaders } from "node:http";

/** The parts of an Authorization header, such as `User …, Organization …, Element …`; `Bearer` holds a login's token. */
export type Authorization = Readonly<Partial<Record<"User" | "Organization" | "Element" | "Bearer", string>>>;

function parts(header: string): [kind: string, secret: string][] {
  return header.split(",").map((part) => {
    const [kind = "", ...rest] = part.trim().split(/\s+/);
    return [kind, rest.join(" ")];
  });
}

/**
 * Reads the header. Order and spaces do not matter: the official documentation and client code in the wild use several.
 * All sources capitalize the keywords, so other spellings count as wrong, which is a choice.
 */
export function readAuthorization({ authorization = "" }: IncomingHttpHeaders): Authorization {
  return Object.fromEntries(parts(authorization).filter(([, secret]) => secret !== ""));
}

/** The header with its keywords but without its secrets: `User ***, Organization ***`. */
export function scrubbedAuthorization(header: string): string {
  const known = ["User", "Organization", "Element", "Bearer"];
  return parts(header)
    .map(([kind]) => (known.includes(kind) ? `${kind} ***` : "***"))
    .join(", ");
}
