/** A source of numbers in [0, 1), such as Math.random. */
export type Random = () => number;

/** So many random hexadecimal digits: 24 of them make a request id (seen in the official documentation). */
export function hex(random: Random, length: number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join("");
}

/** Base64 of 32 random bytes: the shape of user secrets and element tokens in the official documentation. */
export function base64Secret(random: Random): string {
  return Buffer.from(Array.from({ length: 32 }, () => Math.floor(random() * 256))).toString("base64");
}

/** A copy in another, random order (two or more different items never keep theirs). */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const turn = items.length < 2 ? 0 : 1 + Math.floor(random() * (items.length - 1));
  return [...items.slice(turn), ...items.slice(0, turn)];
}

/** A whole number from `min` to `max`, inclusive. */
export function between(random: Random, min: number, max: number): number {
  return min + Math.floor(random() * (max - min + 1));
}
