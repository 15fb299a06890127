/**
 * The shortest secret to search for: replacing every "a" would destroy the message, and the gaps would still reveal the
 * value. Places where secrets usually are get covered anyway.
 */
export const SHORTEST = 4;

/** How much of a cuttable text must be there: fewer characters turn up by chance. */
const SHORTEST_BEGINNING = 12;

/** A text to look for. */
interface Wanted {
  readonly text: string;
  /** It is also found where only its beginning is there. */
  cuttable: boolean;
}

/**
 * Finds any number of texts within another in one pass. A program with hundreds of instances has thousands of secrets,
 * and an error page has tens of thousands of characters: so texts are looked up by how they begin.
 */
export class SecretIndex {
  private readonly byBeginning = new Map<number, Map<string, Wanted>>();
  private longestYet = 0;

  /**
   * Adds a text to look for, of at least SHORTEST characters.
   * @param cuttable whether to cover its beginning, too, where the rest is missing
   */
  add(text: string, cuttable: boolean): void {
    const beginning = beginningAt(text, 0);
    const alike = this.byBeginning.get(beginning) ?? new Map<string, Wanted>();
    const wanted = alike.get(text) ?? { text, cuttable };
    wanted.cuttable ||= cuttable;
    this.byBeginning.set(beginning, alike.set(text, wanted));
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
      const length = this.longestAt(text, at);
      if (length === 0 || stays(text.slice(at, at + length))) continue;
      if (at >= end) result += text.slice(end, at) + mark;
      end = Math.max(end, at + length);
    }
    return result + text.slice(end);
  }

  private longestAt(text: string, at: number): number {
    const alike = this.byBeginning.get(beginningAt(text, at));
    if (alike === undefined) return 0;
    let longest = 0;
    for (const wanted of alike.values()) {
      const shared = sharedLength(wanted.text, text, at);
      const found = shared === wanted.text.length || (wanted.cuttable && shared >= SHORTEST_BEGINNING);
      if (found && shared > longest) longest = shared;
    }
    return longest;
  }
}

/** A number for the SHORTEST characters at this position; different ones may share it. */
function beginningAt(text: string, at: number): number {
  const first = (text.charCodeAt(at) << 12) ^ (text.charCodeAt(at + 1) << 8);
  return first ^ (text.charCodeAt(at + 2) << 4) ^ text.charCodeAt(at + 3);
}

/** How many characters of the word are at this position. */
function sharedLength(word: string, text: string, at: number): number {
  let length = 0;
  // Past the end of either there is NaN, which equals nothing.
  while (word.charCodeAt(length) === text.charCodeAt(at + length)) length++;
  return length;
}
