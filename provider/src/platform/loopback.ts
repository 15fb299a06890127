const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether a host is this machine: clear text may go there, and never through a proxy.
 * @param hostname as `URL.hostname` spells it
 */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}
