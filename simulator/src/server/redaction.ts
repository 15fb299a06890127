import type { IncomingHttpHeaders } from "node:http";
import { isJsonObject } from "../json";
import { isSecretName } from "../secretNames.generated";
import type { SecretList } from "../store/secretList";
import { redactedAuthorization } from "./authorization";

/** What stands in the place of a secret. */
const redacted = "***";

/** Shorter texts are not looked for elsewhere: they would turn up everywhere. */
const shortestSecret = 6;

/** Takes secrets out of what is recorded of a request: by name, and by value wherever else they turn up. */
export class Redactor {
  constructor(private readonly secrets: SecretList) {}

  /** The headers, each as one text. */
  headers(headers: IncomingHttpHeaders): Record<string, string> {
    const secrets = this.secrets.all;
    return Object.fromEntries(
      Object.entries(headers).map(([name, value]) => {
        const text = [value ?? ""].flat().join(", ");
        if (name === "authorization") return [name, redactedAuthorization(text)];
        return [name, isSecretName(name) ? redacted : withoutSecrets(text, secrets)];
      }),
    );
  }

  /** A path with its query. */
  path(path: string): string {
    const named = path.replace(/([?&])([^=&]*)=([^&]*)/g, (pair, separator: string, name: string) =>
      isSecretName(name) ? `${separator}${name}=${redacted}` : pair,
    );
    const plain = withoutSecrets(named, this.secrets.all);
    // Many secrets cost time to encode, and few paths hold anything encoded.
    return plain.includes("%") ? withoutSecrets(plain, this.secrets.all.map(encoded)) : plain;
  }

  /** A raw body, parsed. What is no JSON is not shown at all. */
  body(raw: Buffer): unknown {
    if (raw.length === 0) return undefined;
    let parsed: unknown;
    try {
      parsed = JSON.parse(raw.toString("utf8"));
    } catch {
      return `(${raw.length} bytes that are no JSON)`;
    }
    const own: string[] = [];
    collectSecrets(parsed, own);
    return this.value(parsed, [...this.secrets.all, ...own]);
  }

  private value(value: unknown, secrets: readonly string[]): unknown {
    if (typeof value === "string") return withoutSecrets(value, secrets);
    if (Array.isArray(value)) return value.map((item) => this.value(item, secrets));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        key,
        isSecretName(key) ? hidden(member) : this.value(member, secrets),
      ]),
    );
  }
}

/** As in a URL. JSON can hold half a surrogate pair, on which encodeURIComponent fails; no URL can. */
function encoded(secret: string): string {
  return encodeURIComponent(Buffer.from(secret).toString());
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  if (text.length < shortestSecret) return text;
  let result = text;
  for (const secret of secrets) {
    if (secret.length >= shortestSecret && result.includes(secret)) result = result.replaceAll(secret, redacted);
  }
  return result;
}

/** A null says that a key is being unset, which is no secret. */
function hidden(value: unknown): unknown {
  return value === null ? null : redacted;
}

function collectSecrets(value: unknown, found: string[], underSecret = false): void {
  if (typeof value === "string" && underSecret) found.push(value);
  if (Array.isArray(value)) for (const item of value) collectSecrets(item, found, underSecret);
  if (!isJsonObject(value)) return;
  for (const [key, member] of Object.entries(value)) collectSecrets(member, found, underSecret || isSecretName(key));
}
