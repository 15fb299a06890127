/** A piece of text that one or more words have at the same place after the same beginning. */
interface Branch {
  text: string;
  /** A word ends with this piece. */
  ends: boolean;
  /** What may follow, by its first character. */
  next: Map<number, Branch> | undefined;
}

/**
 * A set of words that tells which of them stands at a given place of a text. That costs as much as the text has of a
 * word there, however many words there are.
 */
export class PrefixTree {
  private readonly first = new Map<number, Branch>();

  /** Adds a word; one that is known already stays once. The empty word is never found. */
  add(word: string): void {
    let branches = this.first;
    let at = 0;
    for (;;) {
      const branch = branches.get(word.charCodeAt(at));
      if (branch === undefined) {
        branches.set(word.charCodeAt(at), { text: word.slice(at), ends: true, next: undefined });
        return;
      }
      const shared = sharedLength(branch.text, word, at);
      if (shared < branch.text.length) split(branch, shared);
      at += shared;
      if (at === word.length) {
        branch.ends = true;
        return;
      }
      branch.next ??= new Map();
      branches = branch.next;
    }
  }

  /** The length of the longest word that the text has at this place; 0 if it has none there. */
  longestAt(text: string, at: number): number {
    let longest = 0;
    let end = at;
    let branch = this.first.get(text.charCodeAt(end));
    while (branch !== undefined && text.startsWith(branch.text, end)) {
      end += branch.text.length;
      if (branch.ends) longest = end - at;
      branch = branch.next?.get(text.charCodeAt(end));
    }
    return longest;
  }
}

/** How many characters at the beginning of the piece the word has from this place on. */
function sharedLength(piece: string, word: string, at: number): number {
  let length = 0;
  // Behind the end of either there is NaN, which equals nothing.
  while (piece.charCodeAt(length) === word.charCodeAt(at + length)) length++;
  return length;
}

/** Makes two branches of one, the second of which has the characters from `at` on. */
function split(branch: Branch, at: number): void {
  const rest: Branch = { text: branch.text.slice(at), ends: branch.ends, next: branch.next };
  branch.text = branch.text.slice(0, at);
  branch.ends = false;
  branch.next = new Map([[rest.text.charCodeAt(0), rest]]);
}
