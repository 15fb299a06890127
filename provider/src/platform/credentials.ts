/** The two secrets of one organization, and the source of each, for error messages. */
export interface Credentials {
  /** Secret. */
  readonly userSecret: string;
  /** Secret. */
  readonly organizationSecret: string;
  /** For messages: such as "stack configuration or provider input act365:userSecret". */
  readonly userSecretSource: string;
  /** For messages: such as "environment variable ACT365_ORGANIZATION_SECRET". */
  readonly organizationSecretSource: string;
}

/**
 * What is wrong with a secret, or undefined. The platform's secrets are opaque (their shapes changed over the years),
 * so only characters that the header `User …, Organization …` cannot carry are refused: the platform splits it at
 * commas and spaces, and others would break the header or inject another one. Nothing is trimmed: a trailing line break
 * means that the secret was read the wrong way, and trimming would hide that.
 */
export function secretProblem(secret: string): string | undefined {
  if (secret === "") return "is empty";
  if (/[\r\n]$/.test(secret)) return "ends with a line break; read it without the line break (printf instead of echo)";
  if (/\s/.test(secret)) return "contains whitespace";
  if (secret.includes(",")) return "contains a comma";
  if (!/^[\x21-\x7e]+$/.test(secret)) return "contains characters that are not allowed in an HTTP header";
  return undefined;
}

/** The Authorization header of platform calls; with a token, of calls on the instance. Secret. */
export function authorization(credentials: Credentials, token?: string): string {
  const platform = `User ${credentials.userSecret}, Organization ${credentials.organizationSecret}`;
  return token === undefined ? platform : `${platform}, Element ${token}`;
}

/**
 * The same without the organization secret, which calls on an instance do not need (official documentation). Secret.
 */
export function userAuthorization({ userSecret }: Credentials, token: string): string {
  return `User ${userSecret}, Element ${token}`;
}
