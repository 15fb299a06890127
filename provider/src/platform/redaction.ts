const REDACTED = "[secret]";

/**
 * Values shorter than this are not searched for: replacing every "a" would destroy the message, and by its gaps still
 * tell the value. The places where secrets stand are covered all the same.
 */
const SHORTEST = 4;

/** Where a secret stands in texts, whatever its value: headers, JSON properties, user information of URLs. */
const PLACES: readonly [RegExp, string][] = [
  [/((?:proxy-)?authorization\\?["']?\s*[:=]\s*)[^\r\n]+/gi, `$1${REDACTED}`],
  [/\b(User|Organization|Element|Bearer|Basic) +(?=\S{16})[\w+/=.~-]+/g, `$1 ${REDACTED}`],
  [
    /(\\?"[\w.-]*(?:password|secret|token|username|api_?key|signature\.key|callback\.headers)\\?"\s*:\s*)(?:\\?"(?:[^"\\]|\\.)*"?|[\w.+-]+)/gi,
    `$1"${REDACTED}"`,
  ],
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, `$1${REDACTED}@`],
];

/**
 * Takes secrets out of texts, by value and by place. Answers hold secrets too (`GET /organizations/me` returns the
 * organization secret, errors may quote the request), so whatever is quoted anywhere goes through here first.
 */
export class Redactor {
  private readonly forms = new Set<string>();
  private sorted: string[] | undefined;

  /** Remembers secret values, in every form in which a server or a library may echo them. */
  add(...secrets: (string | undefined)[]): void {
    for (const secret of secrets) {
      if (secret === undefined || secret.length < SHORTEST || this.forms.has(secret)) continue;
      for (const form of formsOf(secret)) this.forms.add(form);
      this.sorted = undefined;
    }
  }

  /** Remembers a user and password that may stand together, as in Basic authentication. */
  addPair(user: string, password: string): void {
    this.add(user, password, `${user}:${password}`);
  }

  /** The text without any secret that was added, and without what stands where secrets stand. */
  redact(text: string): string {
    // The longest first: a secret may be a part of another one.
    this.sorted ??= [...this.forms].sort((a, b) => b.length - a.length);
    let result = text;
    for (const form of this.sorted) {
      if (result.includes(form)) result = result.split(form).join(REDACTED);
    }
    for (const [place, replacement] of PLACES) result = result.replace(place, replacement);
    return result;
  }

  /** The same, in one line of at most `longest` characters: for messages that quote somebody else's text. */
  quote(text: string, longest = 300): string {
    // Redacted before it is cut: half a secret would not be recognised any more.
    const line = this.redact(text)
      .replace(/[\s\p{Cc}]+/gu, " ")
      .trim();
    return line.length <= longest ? line : `${line.slice(0, longest)}…`;
  }
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, "utf8");
  const json = JSON.stringify(secret).slice(1, -1);
  const url = encodeURIComponent(bytes.toString("utf8"));
  return [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    url,
    url.replace(/%20/g, "+"),
    url.toLowerCase(),
    bytes.toString("base64"),
    bytes.toString("base64").replace(/=+$/, ""),
    bytes.toString("base64url"),
    bytes.toString("hex"),
  ].filter((form) => form.length >= SHORTEST);
}
