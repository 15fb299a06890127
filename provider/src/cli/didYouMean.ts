import { distance } from "../platform/distance";

/** " Did you mean list?", or nothing where no word is close to the mistyped one. */
export function didYouMean(mistyped: string, words: readonly string[]): string {
  const [best] = words
    .map((word) => ({ word, distance: distance(mistyped.toLowerCase(), word) }))
    .sort((a, b) => a.distance - b.distance);
  const close = best !== undefined && best.distance <= Math.max(1, Math.floor(best.word.length / 3));
  return close ? ` Did you mean ${best.word}?` : "";
}
