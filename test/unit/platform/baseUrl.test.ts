import fc from "fast-check";
import {
  DEFAULT_BASE_URL,
  isLoopback,
  normalizeBaseUrl,
  platformOf,
  samePlatform,
} from "../../../provider/src/platform/baseUrl";
import { canary, thrownBy } from "../../support/canary";

const US = "https://api.cloud-elements.com/elements/api-v2";

test("the default is US production", () => {
  expect(DEFAULT_BASE_URL).toBe(US);
});

test.each([
  "api.cloud-elements.com",
  "api.cloud-elements.com/",
  "https://api.cloud-elements.com",
  "https://api.cloud-elements.com/",
  "HTTPS://API.Cloud-Elements.com:443",
  "https://api.cloud-elements.com/elements/api-v2",
  "https://api.cloud-elements.com/elements/api-v2///",
  "api.cloud-elements.com/elements/api-v2",
  "  https://api.cloud-elements.com\n",
])("%j is US production", (text) => {
  expect(normalizeBaseUrl(text)).toBe(US);
});

test.each([
  ["https://white.label.example/prefix", "https://white.label.example/prefix/elements/api-v2"],
  ["https://white.label.example/prefix/elements/api-v2/", "https://white.label.example/prefix/elements/api-v2"],
  ["api.example/a://b", "https://api.example/a://b/elements/api-v2"],
  ["api.example:8443", "https://api.example:8443/elements/api-v2"],
  ["https://api.example/elements/api-v2/more", "https://api.example/elements/api-v2/more/elements/api-v2"],
])("%s becomes %s", (text, expected) => {
  expect(normalizeBaseUrl(text)).toBe(expected);
});

test.each([
  ["localhost:8365", "http://localhost:8365/elements/api-v2"],
  ["127.0.0.1:8365", "http://127.0.0.1:8365/elements/api-v2"],
  ["127.9.8.7", "http://127.9.8.7/elements/api-v2"],
  ["127.10.200.255", "http://127.10.200.255/elements/api-v2"],
  ["[::1]:8365", "http://[::1]:8365/elements/api-v2"],
  ["http://localhost:8365/elements/api-v2", "http://localhost:8365/elements/api-v2"],
  ["https://localhost:8365", "https://localhost:8365/elements/api-v2"],
])("this machine may be spoken to in clear text: %s", (text, expected) => {
  expect(normalizeBaseUrl(text)).toBe(expected);
});

test.each([
  "http://api.cloud-elements.com",
  "http://127.0.0.1.example.com",
  "http://localhost.example.com",
  "http://notlocalhost",
  "http://10.0.0.1",
  "http://[::2]",
])("any other machine may not: %s", (text) => {
  expect(thrownBy(() => normalizeBaseUrl(text)).message).toBe(
    "the base URL must begin with https:// (http:// is for this machine only), not http://",
  );
});

test.each(["ftp://api.example", "ws://localhost"])("other protocols are refused: %s", (text) => {
  expect(thrownBy(() => normalizeBaseUrl(text)).message).toContain("must begin with https://");
});

test.each([
  "",
  "   ",
  "https://",
  "file:///etc",
  "api example.com",
  "https://a b",
  "host:99999",
  "https://[::1",
  "/elements/api-v2 x",
])("%j is neither a URL nor a host", (text) => {
  expect(thrownBy(() => normalizeBaseUrl(text)).message).toBe(
    "the base URL is neither a URL nor a host such as api.cloud-elements.com",
  );
});

test.each([
  ["a user and a password", () => `https://${canary("user")}:${canary("password")}@api.example`],
  ["a user alone", () => `https://${canary("user")}@api.example`],
  ["a password alone", () => `https://:${canary("password")}@api.example`],
  ["no scheme", () => `${canary("user")}:${canary("password")}@api.example`],
])("a URL with %s is refused, and the error does not show them", (_, url) => {
  expect(thrownBy(() => normalizeBaseUrl(url())).message).toBe(
    "the base URL must not contain a user name or password; credentials have their own settings",
  );
});

test.each(["https://api.example/?key=", "https://api.example/#"])(
  "a query or fragment is refused, and the error does not show it: %s",
  (text) => {
    expect(thrownBy(() => normalizeBaseUrl(text + canary("token"))).message).toBe(
      "the base URL must not contain a query or a fragment",
    );
  },
);

test("whatever is accepted is https except on this machine, ends with the prefix, and normalizes to itself", () => {
  const part = fc.stringMatching(/^[a-zA-Z0-9.:/@?#[\]%_ -]{0,20}$/);
  const text = fc.oneof(
    fc.string(),
    fc.webUrl({ validSchemes: ["http", "https"], withQueryParameters: true }),
    fc
      .tuple(fc.constantFrom("", "http://", "https://", "//", "localhost", "127.0.0.1"), part)
      .map((both) => both.join("")),
  );
  let accepted = 0;
  fc.assert(
    fc.property(text, (given) => {
      let normal: string;
      try {
        normal = normalizeBaseUrl(given);
      } catch (error) {
        expect((error as Error).message).toMatch(/^the base URL /);
        return;
      }
      accepted += 1;
      const url = new URL(normal);
      expect(url.protocol === "https:" || /^(localhost|127\..*|\[::1\])$/.test(url.hostname)).toBe(true);
      expect(normal).toMatch(/[^/]\/elements\/api-v2$/);
      expect(url.username + url.password + url.search + url.hash).toBe("");
      expect(normalizeBaseUrl(normal)).toBe(normal);
    }),
    { seed: 13, numRuns: 500 },
  );
  expect(accepted).toBeGreaterThan(50);
});

describe("two base URLs lead to one platform", () => {
  const url = (host: string) => normalizeBaseUrl(host);

  test.each([
    ["api.cloud-elements.com", "console.cloud-elements.com", true],
    ["api.cloud-elements.co.uk", "console.cloud-elements.co.uk", true],
    ["staging.cloud-elements.com", "staging.cloud-elements.com", true],
    ["api.cloud-elements.com", "api.cloud-elements.co.uk", false],
    ["api.cloud-elements.com", "console.cloud-elements.co.uk", false],
    ["api.cloud-elements.com", "staging.cloud-elements.com", false],
    ["console.cloud-elements.com.example", "api.cloud-elements.com.example", false],
    ["console.other.example", "api.other.example", false],
    ["https://console.cloud-elements.com:8443", "https://api.cloud-elements.com:8443", false],
    ["https://evil.example/console.cloud-elements.com/", "https://evil.example/api.cloud-elements.com/", false],
  ])("%s and %s: %j", (one, other, same) => {
    expect(samePlatform(url(one), url(other))).toBe(same);
    expect(samePlatform(url(other), url(one))).toBe(same);
  });

  test("and then have one normalized text in common", () => {
    expect(platformOf(url("console.cloud-elements.com"))).toBe(url("api.cloud-elements.com"));
    expect(platformOf(url("other.example"))).toBe(url("other.example"));
  });
});

test.each([
  "http://localhost:8365",
  "http://LOCALHOST",
  "https://127.0.0.1:1",
  "http://127.1",
  "http://127.255.255.255",
  "http://[::1]:8365",
  "http://[0:0:0:0:0:0:0:1]",
])("%s is this machine", (url) => {
  expect(isLoopback(new URL(url).hostname)).toBe(true);
});

test.each([
  "http://api.cloud-elements.com",
  "http://128.0.0.1",
  "http://1.127.0.0",
  "http://127.0.0.1.example.com",
  "http://localhost.example.com",
  "http://notlocalhost",
  "http://[::2]",
])("%s is not this machine", (url) => {
  expect(isLoopback(new URL(url).hostname)).toBe(false);
});
