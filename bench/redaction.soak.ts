// How the time of quoting grows. It measures time, so it is not among the tests: run `npm run soak`.
import { createHash } from "node:crypto";
import { Redactor } from "../provider/src/redaction/redactor";

/** The least time of several runs, since other load on the machine only adds to it. */
function milliseconds(run: () => void): number {
  const times = Array.from({ length: 3 }, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
  return Math.min(...times);
}

/** How many times as long the larger task takes; the least of several measurements, of which the first may be enough. */
function growth(small: () => void, large: () => void, enough: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 6 && least > enough; attempt++) {
    least = Math.min(least, milliseconds(large) / milliseconds(small));
  }
  return least;
}

const secrets = (count: number) =>
  Array.from({ length: count }, (_, number) => createHash("sha256").update(`secret ${number}`).digest("base64"));

function knowing(count: number): Redactor {
  const redactor = new Redactor();
  redactor.add(...secrets(count));
  return redactor;
}

/** A text of this length: a beginning, and a piece again and again. */
const hostile = (beginning: string, piece: string, length: number) =>
  beginning + piece.repeat(length / piece.length).slice(beginning.length);

test.each([
  ["backslashes", "", "\\"],
  ["backslashes in a secret value", '"token":"', "\\"],
  ["backslashes after a name", '"token', "\\"],
  ["escaped backslashes", "", "\\u005c"],
  ["escapes that break off", "", "\\u00"],
  ["entities", "", "&#92;"],
  ["entities that break off", "", "&#x"],
  ["tags", "", "<"],
  ["quotes", "", '"'],
  ["escaped quotes", "", '\\"'],
  ["spaces", "", " "],
  ["ends of lines", "", "\n"],
  ["colons", "", ":"],
  ["at signs", "://", "@"],
  ["users of URLs", "", "://a@"],
  ["schemes", "", "://"],
  ["a URL's user that never ends", "://", "a"],
  ["user secrets", "", "User "],
  ["spaces after User", "User", " "],
  ["user secrets of 16 characters", "", "User aaaaaaaaaaaaaaaa "],
  ["names of headers", "", "authorization"],
  ["beginnings of headers", "", "proxy-"],
  ["headers without a value", "", "authorization:\n"],
  ["spaces after a header's name", "authorization", " "],
  ["ends of lines after a header's colon", "authorization:", "\n"],
  ["members", "", '"token":'],
  ["members with members as values", "", '"token":"id":'],
  ["members with spaces", "", '"token" : '],
  ["spaces after a member's name", '"token"', " "],
  ["a name that never ends", '"', "token"],
  ["a value that never ends", '"token":"', "a"],
  ["a number that never ends", '"token":', "1"],
  ["user names", '"', "basic.username"],
  ["characters of tokens", "", "a"],
  ["characters after tokens", "", "="],
  ["marks", "", "[secret]"],
])("quoting takes time in proportion to the text: %s", (_, beginning, piece) => {
  const redactor = knowing(10);
  const quote = (length: number) => {
    const text = hostile(beginning, piece, length);
    return () => void redactor.quote(text, Number.POSITIVE_INFINITY);
  };
  // Eight times the length; the square of it would take 64 times as long.
  expect(growth(quote(4 * 1024), quote(32 * 1024), 24)).toBeLessThan(24);
});

test.each<[string, (secrets: string[]) => string]>([
  ["without any of them", () => "502 Bad Gateway: nginx/1.18.0\n"],
  ["of nothing else", (secrets) => secrets.join(" ")],
  ["of their beginnings", (secrets) => secrets.map((secret) => secret.slice(0, 40)).join(" ")],
])("quoting a text %s hardly takes longer when 16 times as many secrets are known", (_, piece) => {
  const text = hostile("", piece(secrets(250)), 64 * 1024);
  const quote = (redactor: Redactor) => () => void redactor.quote(text, Number.POSITIVE_INFINITY);
  expect(growth(quote(knowing(250)), quote(knowing(4_000)), 10)).toBeLessThan(10);
});

test("secrets that are known already are not processed again", () => {
  const all = secrets(2_000);
  const redactor = new Redactor();
  const first = performance.now();
  redactor.add(...all);
  const again = performance.now();
  redactor.add(...all);
  expect((again - first) / (performance.now() - again)).toBeGreaterThan(5);
});
