/**
 * The text with the mark in place of every occurrence of every word; occurrences that overlap get one mark. As plain as
 * can be, hence slow: what the product does is compared with it.
 */
export function covered(text: string, words: readonly string[], mark: string): string {
  const taken: boolean[] = [];
  /** Whether a character belongs to the same occurrence as the one before it. */
  const joined: boolean[] = [];
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      for (let place = at; place < at + word.length; place++) {
        taken[place] = true;
        if (place > at) joined[place] = true;
      }
    }
  }
  let result = "";
  for (let place = 0; place < text.length; place++) {
    if (!taken[place]) result += text[place];
    else if (!joined[place]) result += mark;
  }
  return result;
}
