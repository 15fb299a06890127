const REDACTED = "[secret]";

/**
 * Values shorter than this are not searched for: replacing every "a" would destroy the message, and by its gaps still
 * tell the value. The places where secrets stand are covered all the same.
 */
const SHORTEST = 4;

/** Characters of a text that are looked at when it is quoted: a page of megabytes must not keep the process busy. */
const LONGEST_QUOTED = 64 * 1024;
/** Characters before a cut that are dropped: what is left of a secret that was cut through would not be recognised. */
const BEFORE_CUT = 4 * 1024;

/** Where a secret stands in texts, whatever its value: headers, JSON properties, user information of URLs; and how one looks. */
const PLACES: readonly [RegExp, string][] = [
  [/((?:proxy-)?authorization\\?["']?\s*[:=]\s*)[^\r\n]+/gi, `$1${REDACTED}`],
  [/\b(User|Organization|Element|Bearer|Basic) +(?=\S{16})[\w+/=.~-]+/g, `$1 ${REDACTED}`],
  [
    /(\\{0,7}"[\w.-]*(?:password|secret|token|username|api_?key|signature\.key|callback\.headers)\\{0,7}"\s*:\s*)(?:\\{0,7}"(?:[^"\\]|\\.)*"?|[\w.+-]+)/gi,
    `$1"${REDACTED}"`,
  ],
  [/(:\/\/)[^\s/?#]+@/g, `$1${REDACTED}@`],
  // The shape of user secrets and element tokens (official documentation): of an answer that was lost, no value is known.
  [/(?<![\w+/=])[\w+/]{43}=(?![\w+/=])/g, REDACTED],
];

/**
 * Takes secrets out of texts, by value and by place. Answers hold secrets too (`GET /organizations/me` returns the
 * organization secret, errors may quote the request), so whatever is quoted anywhere goes through here first.
 */
export class Redactor {
  private readonly secrets = new Set<string>();
  private readonly forms = new Set<string>();
  private sorted: string[] | undefined;

  /** Remembers secret values, in every form in which a server or a library may echo them. */
  add(...secrets: (string | undefined)[]): void {
    for (const secret of secrets) {
      if (secret === undefined || secret.length < SHORTEST || this.secrets.has(secret)) continue;
      this.secrets.add(secret);
      for (const form of formsOf(secret)) this.forms.add(form);
      this.sorted = undefined;
    }
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
    const redacted = this.redact(readable(this.redact(text.slice(0, LONGEST_QUOTED))));
    const doubtful = Math.max(BEFORE_CUT, this.sorted?.[0]?.length ?? 0);
    const line = (text.length > LONGEST_QUOTED ? redacted.slice(0, -doubtful) : redacted)
      .replace(/[\s\p{Cc}]+/gu, " ")
      .trim();
    return line.length <= longest ? line : `${line.slice(0, longest)}…`;
  }
}

/** Without the escapes of JSON and HTML in which a writer may hide any character: a secret in them is still readable. */
function readable(text: string): string {
  const character = (digits: string, radix: number) => {
    const code = Number.parseInt(digits, radix);
    return code > 0x10ffff ? "" : String.fromCodePoint(code);
  };
  return text
    .replace(/(?<!\\)\\+u([0-9a-f]{4})/gi, (_, digits: string) => character(digits, 16))
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, digits: string) => character(digits, 16))
    .replace(/&#(\d{1,7});/g, (_, digits: string) => character(digits, 10));
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, "utf8");
  const base64 = bytes.toString("base64");
  return [
    secret,
    ...jsonForms(secret),
    ...urlForms(bytes.toString("utf8")),
    secret.replace(/[&<>"']/g, (character) => HTML_ENTITIES[character] ?? character),
    base64,
    base64.replace(/=+$/, ""),
    encodeURIComponent(base64),
    bytes.toString("base64url"),
    bytes.toString("hex"),
  ];
}

const HTML_ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Inside a JSON text, and inside one that is quoted in another one. Some writers escape more than they must. */
function jsonForms(secret: string): string[] {
  const escaped = (text: string) => JSON.stringify(text).slice(1, -1);
  const json = escaped(secret);
  const forSlashes = json.replace(/\//g, "\\/");
  const forHtml = json.replace(/[<>&=']/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
  return [json, forSlashes, forHtml].flatMap((form) => [form, escaped(form)]);
}

/** In a path, and in a query or form; some writers use lower-case digits. */
function urlForms(secret: string): string[] {
  const path = encodeURIComponent(secret);
  const form = new URLSearchParams({ "": secret }).toString().slice(1);
  const lowerCase = (text: string) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  return [path, path.replace(/%20/g, "+"), form].flatMap((text) => [text, lowerCase(text), text.toLowerCase()]);
}
