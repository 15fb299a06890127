import { withoutEscapes } from "./escapes";
import { formsOf } from "./secretForms";
import { SecretIndex, SHORTEST } from "./secretIndex";
import { coverPlaces } from "./secretPlaces";

const REDACTED = "[secret]";

/** Characters of a text that are looked at when it is quoted: a page of megabytes must not keep the process busy. */
const LONGEST_QUOTED = 64 * 1024;
/** Characters before a cut that are dropped: what is left of a secret that was cut through would not be recognised. */
const BEFORE_CUT = 4 * 1024;

/**
 * Takes secrets out of texts, by value and by place. Answers hold secrets too (`GET /organizations/me` returns the
 * organization secret, errors may quote the request), so whatever is quoted anywhere goes through here first. The cost
 * of a text grows with its length, not with the number of secrets.
 */
export class Redactor {
  private readonly secrets = new Set<string>();
  private readonly index = new SecretIndex();

  /**
   * Remembers secret values, in every form in which a server or a library may echo them. Those that are known already
   * cost next to nothing, so each value may be added whenever it is seen.
   */
  add(...secrets: (string | undefined)[]): void {
    for (const secret of secrets) {
      if (secret === undefined || secret.length < SHORTEST || this.secrets.has(secret)) continue;
      this.secrets.add(secret);
      for (const form of formsOf(secret)) this.index.add(form);
    }
  }

  /** The text without any secret that was added, and without what stands where secrets stand. */
  redact(text: string): string {
    return coverPlaces(this.index.cover(text, REDACTED), REDACTED);
  }

  /** The same, in one line of at most `longest` characters: for messages that quote somebody else's text. */
  quote(text: string, longest = 300): string {
    // Redacted before it is cut: half a secret would not be recognised any more.
    const escaped = this.redact(text.slice(0, LONGEST_QUOTED));
    const plain = withoutEscapes(escaped);
    const redacted = plain === escaped ? plain : this.redact(plain);
    const doubtful = Math.max(BEFORE_CUT, this.index.longest);
    const line = (text.length > LONGEST_QUOTED ? redacted.slice(0, -doubtful) : redacted)
      .replace(/[\s\p{Cc}]+/gu, " ")
      .trim();
    return line.length <= longest ? line : `${line.slice(0, longest)}…`;
  }
}
