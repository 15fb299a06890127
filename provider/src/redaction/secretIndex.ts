import { PrefixTree } from "./prefixTree";

/**
 * The shortest secret to search for: replacing every "a" would destroy the message, and the gaps would still reveal the
 * value. Places where secrets usually are get covered anyway.
 */
export const SHORTEST = 4;

/** How many beginnings can be told apart. */
const BEGINNINGS = 2 ** 18;

/**
 * Finds any number of texts within another in one pass. A program with hundreds of instances has thousands of secrets,
 * and an error page has tens of thousands of characters.
 */
export class SecretIndex {
  private readonly tree = new PrefixTree();
  /** 1 if a text to find begins like this: at nearly all positions, this avoids a search in the tree. */
  private readonly beginnings = new Uint8Array(BEGINNINGS);
  private longestYet = 0;

  /**
   * Adds a text to look for, of at least SHORTEST characters.
   * @param cuttable whether to cover its beginning, too, where the rest is missing
   */
  add(text: string, cuttable: boolean): void {
    this.beginnings[beginningAt(text, 0)] = 1;
    this.tree.add(text, cuttable);
    this.longestYet = Math.max(this.longestYet, text.length);
  }

  /** The length of the longest text to find; 0 if there is none. */
  get longest(): number {
    return this.longestYet;
  }

  /**
   * The text with the mark in place of every match. Overlapping matches get one mark, so that nothing of them remains.
   * @param stays tells which matches stay; default: none
   */
  cover(text: string, mark: string, stays: (match: string) => boolean = () => false): string {
    let result = "";
    let end = 0;
    for (let at = 0; at + SHORTEST <= text.length; at++) {
      if (this.beginnings[beginningAt(text, at)] === 0) continue;
      const length = this.tree.longestAt(text, at);
      if (length === 0 || stays(text.slice(at, at + length))) continue;
      if (at >= end) result += text.slice(end, at) + mark;
      end = Math.max(end, at + length);
    }
    return result + text.slice(end);
  }
}

/** A number below BEGINNINGS for the SHORTEST characters at this position; different ones may share a number. */
function beginningAt(text: string, at: number): number {
  const first = (text.charCodeAt(at) << 12) ^ (text.charCodeAt(at + 1) << 8);
  return (first ^ (text.charCodeAt(at + 2) << 4) ^ text.charCodeAt(at + 3)) & (BEGINNINGS - 1);
}
