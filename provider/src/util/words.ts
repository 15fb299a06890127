/** Items as an English list: "a", "a and b", "a, b and c". */
export function listInWords(items: readonly string[]): string {
  const [last = "", ...others] = [...items].reverse();
  return others.length === 0 ? last : `${others.reverse().join(", ")} and ${last}`;
}
