const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether a host is this machine: plain text is allowed there, and never goes through a proxy.
 * @param hostname as `URL.hostname` spells it
 */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}
