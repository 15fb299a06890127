import { withoutEscapes } from "./escapes";
import { formsOf } from "./secretForms";
import { SecretIndex, SHORTEST } from "./secretIndex";
import { coverPlaces } from "./secretPlaces";

const REDACTED = "[secret]";

/** The most characters of a text that are examined for a quote: a page of megabytes must not keep the process busy. */
const LONGEST_QUOTED = 64 * 1024;
/** Characters dropped before a cut: the rest of a secret that was cut in two would not be recognized. */
const BEFORE_CUT = 4 * 1024;

/**
 * Removes secrets from texts, by value and by position. Responses hold secrets too (`GET /organizations/me` returns the
 * organization secret, errors may quote the request), so everything that is quoted goes through here first. The cost
 * depends on the length of the text, not on the number of secrets.
 */
export class Redactor {
  private readonly secrets = new Set<string>();
  private readonly index = new SecretIndex();

  /**
   * Remembers secret values, in every form in which a server or a library may echo them. Known values cost next to
   * nothing, so each may be added whenever it is seen.
   */
  add(...secrets: (string | undefined)[]): void {
    for (const secret of secrets) {
      if (secret === undefined || secret.length < SHORTEST || this.secrets.has(secret)) continue;
      this.secrets.add(secret);
      for (const form of formsOf(secret)) this.index.add(form);
    }
  }

  /** The text without any added secret, and without values in places where secrets usually are. */
  redact(text: string): string {
    return coverPlaces(this.index.cover(text, REDACTED), REDACTED);
  }

  /** The same, in one line of at most `longest` characters: for messages that quote somebody else's text. */
  quote(text: string, longest = 300): string {
    // Redacted before it is cut: half a secret would not be recognized.
    const escaped = this.redact(text.slice(0, LONGEST_QUOTED));
    const plain = withoutEscapes(escaped);
    const redacted = plain === escaped ? plain : this.redact(plain);
    const doubtful = Math.max(BEFORE_CUT, this.index.longest);
    const line = (text.length > LONGEST_QUOTED ? redacted.slice(0, -doubtful) : redacted)
      .replace(/[\s\p{Cc}]+/gu, " ")
      .trim();
    // An escape, or the cut, may leave half of a character.
    const cut = line.length <= longest ? line : `${line.slice(0, longest).replace(/[\ud800-\udbff]$/, "")}…`;
    return cut.toWellFormed();
  }
}
