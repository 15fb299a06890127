/** Logs a line with the time that has passed every so often, until the work is done. */
export async function withProgress<T>(
  what: string,
  { log, progressEvery }: { readonly log: (line: string) => void; readonly progressEvery: number },
  work: () => Promise<T>,
): Promise<T> {
  const started = Date.now();
  const timer = setInterval(() => log(`  ${what}: ${elapsed(Date.now() - started)}`), progressEvery);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Milliseconds as a person would say them, such as `1 min 40 s`. */
function elapsed(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
