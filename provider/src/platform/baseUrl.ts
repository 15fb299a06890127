/** Every path of the platform begins with this (official documentation). */
const PREFIX = "/elements/api-v2";

/** US production, as in the official documentation's examples. */
export const DEFAULT_BASE_URL = `https://api.cloud-elements.com${PREFIX}`;

/**
 * The one spelling of a base URL that states and requests use: scheme, host and path prefix, no trailing slash.
 * There is no complete official list of hosts (SAP regions, white labels), so any host is accepted.
 * @param text a URL or a host alone, with or without trailing slash and `/elements/api-v2`
 * @throws Error that says what is wrong; it never quotes user information in the URL
 */
export function normalizeBaseUrl(text: string): string {
  const url = parse(text.trim());
  if (url === undefined || url.hostname === "") {
    throw new Error("the base URL is neither a URL nor a host such as api.cloud-elements.com");
  }
  if (url.username !== "" || url.password !== "") {
    throw new Error("the base URL must not contain a user name or password; credentials have their own settings");
  }
  if (url.search !== "" || url.hash !== "") {
    throw new Error("the base URL must not contain a query or a fragment");
  }
  // Every request carries both secrets in a header, so plain text must not leave the machine.
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    throw new Error(`the base URL must begin with https:// (http:// is for this machine only), not ${url.protocol}//`);
  }
  const path = url.pathname.replace(/\/+$/, "");
  return `${url.origin}${path.endsWith(PREFIX) ? path : path + PREFIX}`;
}

/**
 * Whether two base URLs, in the spelling of `normalizeBaseUrl`, lead to one platform. Each production platform has two
 * hosts, `api.` and `console.` (official documentation and client code; platform-api.md, 1).
 */
export function samePlatform(one: string, other: string): boolean {
  return platformOf(one) === platformOf(other);
}

/** One text for all base URLs of a platform. */
export function platformOf(baseUrl: string): string {
  return baseUrl.replace(/^https:\/\/console(\.cloud-elements\.(?:com|co\.uk)\/)/, "https://api$1");
}

function parse(text: string): URL | undefined {
  if (/\s/.test(text)) return undefined;
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  if (hasScheme) return URL.canParse(text) ? new URL(text) : undefined;
  if (!URL.canParse(`https://${text}`)) return undefined;
  const https = new URL(`https://${text}`);
  return isLoopback(https.hostname) ? new URL(`http://${text}`) : https;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether a host is this machine: plain text is allowed there, and never goes through a proxy.
 * @param hostname as `URL.hostname` spells it
 */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}
