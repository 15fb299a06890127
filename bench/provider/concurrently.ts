/** Calls that are under way at the same time. */
export const AT_ONCE = 8;

/**
 * Does all of them, as many at once as {@link AT_ONCE}, and begins them in order.
 * @returns milliseconds for each
 */
export async function timePerCall<T>(items: readonly T[], call: (item: T) => Promise<unknown>): Promise<number> {
  const waiting = items.values();
  const began = process.hrtime.bigint();
  const worker = async () => {
    for (const item of waiting) await call(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return Number(process.hrtime.bigint() - began) / 1e6 / items.length;
}
