const stops: (() => Promise<void> | void)[] = [];

/** Stops something when the running test ends, whatever its result, and before the scan for canaries. */
export function afterTest(stop: () => Promise<void> | void): void {
  stops.push(stop);
}

/** Stops what belongs to the running test, the latest first. */
export async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0).reverse()) await stop();
}
