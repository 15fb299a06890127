import type { IncomingHttpHeaders } from "node:http";
import { isJsonObject } from "../json";
import { isSecretName } from "../secretNames.generated";
import { scrubbedAuthorization } from "./authorization";

/** Replaces a secret. */
const scrubbed = "***";

/** Shorter secrets are not searched for elsewhere: they would match everywhere. */
const shortestSecret = 6;

/** Removes secrets from recorded requests: by name, and by value wherever else they appear. */
export class RequestScrubber {
  constructor(private readonly secrets: ReadonlySet<string>) {}

  /** The headers, each as one text. */
  headers(headers: IncomingHttpHeaders): Record<string, string> {
    const texts = Object.entries(headers).map(([name, value]): [string, string] => [
      name,
      [value ?? ""].flat().join(", "),
    ]);
    const secrets = this.secretsIn(texts.map(([, text]) => text));
    return Object.fromEntries(
      texts.map(([name, text]) => {
        if (name === "authorization") return [name, scrubbedAuthorization(text)];
        return [name, isSecretName(name) ? scrubbed : withoutSecrets(text, secrets)];
      }),
    );
  }

  /** A path with its query. */
  path(path: string): string {
    const named = path.replace(/([?&])([^=&]*)=([^&]*)/g, (pair, separator: string, name: string) =>
      isSecretName(name) ? `${separator}${name}=${scrubbed}` : pair,
    );
    const plain = withoutSecrets(named, this.secrets);
    // Encoding many secrets takes time, and few paths contain anything encoded.
    return plain.includes("%") ? withoutSecrets(plain, [...this.secrets].map(encoded)) : plain;
  }

  /** A raw body, parsed. If it is not JSON, it is not shown at all. */
  body(raw: Buffer): unknown {
    if (raw.length === 0) return undefined;
    try {
      const parsed: unknown = JSON.parse(raw.toString("utf8"));
      return withoutNamed(parsed, [...this.secretsIn(textsIn(parsed, true)), ...textsIn(parsed, false)]);
    } catch {
      return `(${raw.length} bytes that are not JSON)`;
    }
  }

  /** The known secrets that occur in any of these texts, found in one pass: a simulator knows thousands. */
  private secretsIn(texts: readonly string[]): string[] {
    const all = texts.join("\n");
    return [...this.secrets].filter((secret) => all.includes(secret));
  }
}

/** As in a URL. JSON can hold half a surrogate pair, on which encodeURIComponent fails; no URL can. */
function encoded(secret: string): string {
  return encodeURIComponent(Buffer.from(secret).toString());
}

function withoutSecrets(text: string, secrets: Iterable<string>): string {
  if (text.length < shortestSecret) return text;
  let result = text;
  for (const secret of secrets) {
    if (secret.length >= shortestSecret && result.includes(secret)) result = result.replaceAll(secret, scrubbed);
  }
  return result;
}

/** A JSON value without these secrets, and without values under secret names. */
function withoutNamed(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === "string") return withoutSecrets(value, secrets);
  if (Array.isArray(value)) return value.map((item) => withoutNamed(item, secrets));
  if (!isJsonObject(value)) return value;
  // A null unsets a key, which is not a secret.
  const members = Object.entries(value).map(([name, member]) => [
    name,
    isSecretName(name) && member !== null ? scrubbed : withoutNamed(member, secrets),
  ]);
  return Object.fromEntries(members);
}

/** The texts in a JSON value, at any depth: all of them, or only those under secret names. */
function textsIn(value: unknown, all: boolean): string[] {
  if (typeof value === "string") return all ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => textsIn(member, all || isSecretName(name)));
}
