/** How many letters have to be changed, added, removed or swapped with their neighbor. */
export function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j += 1) {
      const changed = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const cheapest = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, changed);
      row.push(swapped ? Math.min(cheapest, at(i - 2, j - 2) + 1) : cheapest);
    }
  }
  return at(a.length, b.length);
}
