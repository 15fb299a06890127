import { PrefixTree } from "./prefixTree";

/**
 * Characters that a secret must have to be looked for: replacing every "a" would destroy the message, and by its gaps
 * still tell the value. The places where secrets stand are covered all the same.
 */
export const SHORTEST = 4;

/** So many beginnings can be told apart. */
const BEGINNINGS = 2 ** 18;

/**
 * Finds any number of texts in another one while going through that one once. Thousands of secrets are known where a
 * program has hundreds of instances, and an error page has tens of thousands of characters.
 */
export class SecretIndex {
  private readonly tree = new PrefixTree();
  /** 1 where a text that is looked for begins so: at nearly all places, this spares the way through the tree. */
  private readonly beginnings = new Uint8Array(BEGINNINGS);
  private longestYet = 0;

  /** Adds a text to look for, of at least SHORTEST characters. */
  add(text: string): void {
    this.beginnings[beginningAt(text, 0)] = 1;
    this.tree.add(text);
    this.longestYet = Math.max(this.longestYet, text.length);
  }

  /** The length of the longest text that is looked for; 0 if there is none. */
  get longest(): number {
    return this.longestYet;
  }

  /** The text with the mark in place of all that was found. What overlaps gets one mark, so that no rest of it is left. */
  cover(text: string, mark: string): string {
    let result = "";
    let end = 0;
    for (let at = 0; at + SHORTEST <= text.length; at++) {
      if (this.beginnings[beginningAt(text, at)] === 0) continue;
      const length = this.tree.longestAt(text, at);
      if (length === 0) continue;
      if (at >= end) result += text.slice(end, at) + mark;
      end = Math.max(end, at + length);
    }
    return result + text.slice(end);
  }
}

/** A number below BEGINNINGS for the SHORTEST characters at this place; different ones may have the same. */
function beginningAt(text: string, at: number): number {
  const first = (text.charCodeAt(at) << 12) ^ (text.charCodeAt(at + 1) << 8);
  return (first ^ (text.charCodeAt(at + 2) << 4) ^ text.charCodeAt(at + 3)) & (BEGINNINGS - 1);
}
