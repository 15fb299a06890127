import { encodedFormsOf, formsOf, plainFormsOf, withoutEscapes } from "./forms";
import { coverPlaces } from "./places";
import { SecretIndex, SHORTEST } from "./secretIndex";

const REDACTED = "[secret]";

/** The most characters of a text that are examined for a quote: a page of megabytes must not keep the process busy. */
const LONGEST_QUOTED = 64 * 1024;
/** Characters dropped before a cut: the rest of a secret that was cut in two would not be recognized. */
const BEFORE_CUT = 4 * 1024;

/** What reads like a word or a name of our own sentences, such as "wrong", "POST" or "customTimeouts". */
const WORD = /^[^A-Za-z0-9]*(?:[A-Z]?[a-z]+(?:[A-Z][a-z]+)*|[A-Z]+)[^A-Za-z0-9]*$/;
const LONGEST_WORD = 16;

/**
 * Removes secrets from texts, by value and by position. Responses hold secrets too (`GET /organizations/me` returns the
 * organization secret, errors may quote the request), so everything that is quoted goes through here first. The cost
 * depends on the length of the text, not on the number of secrets.
 *
 * The rule: whoever quotes a foreign text (a response's message or header, a library's reason) takes it through `quote`,
 * which knows every secret. Our own sentences, with such quotations in them, go through `sentence` before they leave the
 * package. That is a second net, with larger meshes: a secret that is a word, such as "wrong", would cut holes into
 * sentences that have nothing to do with it, and the holes would tell what it is.
 */
export class Redactor {
  private readonly secrets = new Set<string>();
  private readonly wholes = new Set<string>();
  private readonly index = new SecretIndex();

  /**
   * Remembers secret values, in every form in which a server or a library may echo them, also cut off. Known values
   * cost next to nothing, so each may be added whenever it is seen.
   */
  add(...secrets: (string | undefined)[]): void {
    for (const secret of secrets) {
      if (secret === undefined || secret.length < SHORTEST || this.secrets.has(secret)) continue;
      this.secrets.add(secret);
      for (const form of formsOf(secret)) this.index.add(form, true);
    }
  }

  /** The same for values that begin with something harmless, such as a user or a header's name: covered only whole. */
  addWhole(...values: (string | undefined)[]): void {
    for (const value of values) {
      if (value === undefined || value.length < SHORTEST || this.wholes.has(value)) continue;
      this.wholes.add(value);
      for (const form of plainFormsOf(value)) this.index.add(form, false);
      for (const form of encodedFormsOf(value)) this.index.add(form, true);
    }
  }

  /** The text without any added secret, and without values in places where secrets usually are. */
  redact(text: string): string {
    return coverPlaces(this.index.cover(text, REDACTED), REDACTED);
  }

  /** The same, in one line of at most `longest` characters: for messages that quote somebody else's text. */
  quote(text: string, longest = 300): string {
    return this.line(text, longest, (part) => this.redact(part));
  }

  /** A whole sentence of our own, in which foreign texts are quoted: the same, but words stay. */
  sentence(text: string, longest: number): string {
    const cover = (part: string) => coverPlaces(this.index.cover(part, REDACTED, isWord), REDACTED);
    return this.line(text, longest, cover);
  }

  private line(text: string, longest: number, cover: (text: string) => string): string {
    // Redacted before it is cut: half a secret would not be recognized.
    const escaped = cover(text.slice(0, LONGEST_QUOTED));
    const plain = withoutEscapes(escaped);
    const redacted = plain === escaped ? plain : cover(plain);
    const doubtful = Math.max(BEFORE_CUT, this.index.longest);
    const line = (text.length > LONGEST_QUOTED ? redacted.slice(0, -doubtful) : redacted)
      .replace(/[\s\p{Cc}]+/gu, " ")
      .trim();
    // An escape, or the cut, may leave half of a character.
    const cut = line.length <= longest ? line : `${line.slice(0, longest).replace(/[\ud800-\udbff]$/, "")}…`;
    return cut.toWellFormed();
  }
}

function isWord(match: string): boolean {
  return match.length <= LONGEST_WORD && WORD.test(match);
}
