import { distance } from "./distance";

/** " Did you mean list?", or nothing where no word is close to the mistyped one. */
export function didYouMean(mistyped: string, words: readonly string[]): string {
  const word = nearest(mistyped, words);
  return word === undefined ? "" : ` Did you mean ${word}?`;
}

/** The word that is closest to the mistyped one; undefined where none is close. */
export function nearest(mistyped: string, words: readonly string[]): string | undefined {
  const [best] = words
    .map((word) => ({ word, distance: distance(mistyped.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const close = best !== undefined && best.distance <= Math.max(1, Math.floor(best.word.length / 3));
  return close ? best.word : undefined;
}
