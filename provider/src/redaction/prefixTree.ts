/** A piece of text that one or more words share after the same prefix. */
interface Branch {
  text: string;
  /** A word ends with this piece. */
  ends: boolean;
  /** A word with this piece is also found where only its beginning is there. */
  cuttable: boolean;
  /** What may follow, by its first character. */
  next: Map<number, Branch> | undefined;
}

/** How much of a cuttable word must be there: fewer characters turn up by chance. */
const SHORTEST_BEGINNING = 12;

/**
 * A set of words that finds which of them is at a given position in a text. The cost depends on the length of the
 * match, not on the number of words.
 */
export class PrefixTree {
  private readonly first = new Map<number, Branch>();

  /**
   * Adds a word; duplicates have no effect. The empty word is never found.
   * @param cuttable whether SHORTEST_BEGINNING characters of it are enough
   */
  add(word: string, cuttable: boolean): void {
    let branches = this.first;
    let at = 0;
    for (;;) {
      const branch = branches.get(word.charCodeAt(at));
      if (branch === undefined) {
        branches.set(word.charCodeAt(at), { text: word.slice(at), ends: true, cuttable, next: undefined });
        return;
      }
      const shared = sharedLength(branch.text, word, at);
      if (shared < branch.text.length) split(branch, shared);
      at += shared;
      branch.cuttable ||= cuttable;
      if (at === word.length) {
        branch.ends = true;
        return;
      }
      branch.next ??= new Map();
      branches = branch.next;
    }
  }

  /**
   * The length of the longest word at this position in the text, or of the longest beginning of a cuttable one; 0 if
   * there is none.
   */
  longestAt(text: string, at: number): number {
    let longest = 0;
    let end = at;
    let branch = this.first.get(text.charCodeAt(end));
    while (branch !== undefined) {
      const shared = sharedLength(branch.text, text, end);
      end += shared;
      const whole = shared === branch.text.length;
      const enough = branch.cuttable && end - at >= SHORTEST_BEGINNING;
      if (enough || (whole && branch.ends)) longest = end - at;
      branch = whole ? branch.next?.get(text.charCodeAt(end)) : undefined;
    }
    return longest;
  }
}

/** How many characters the piece and the rest of the word share. */
function sharedLength(piece: string, word: string, at: number): number {
  let length = 0;
  // Past the end of either there is NaN, which equals nothing.
  while (piece.charCodeAt(length) === word.charCodeAt(at + length)) length++;
  return length;
}

/** Splits a branch in two, the second of which has the characters from `at` on. */
function split(branch: Branch, at: number): void {
  const rest: Branch = { text: branch.text.slice(at), ends: branch.ends, cuttable: branch.cuttable, next: branch.next };
  branch.text = branch.text.slice(0, at);
  branch.ends = false;
  branch.next = new Map([[rest.text.charCodeAt(0), rest]]);
}
