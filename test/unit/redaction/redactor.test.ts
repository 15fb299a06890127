import fc from "fast-check";
import { Redactor } from "../../../provider/src/redaction/redactor";
import { canary, observe } from "../../support/canary";
import { anyText } from "./texts";

/** What the redactor makes of a text that holds canaries; the scan looks at it. */
function redacted(redactor: Redactor, text: string): string {
  const result = redactor.redact(text);
  observe("the redacted text", result);
  return result;
}

function knowing(...secrets: string[]): Redactor {
  const redactor = new Redactor();
  redactor.add(...secrets);
  return redactor;
}

const escaped = (text: string) => JSON.stringify(text).slice(1, -1);
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** A secret with all that encodings change, round a canary. */
const tricky = () => canary("tricky", (core) => `a/B+c=&<">\\'\té€😀 ${core}`);

test.each<[string, (secret: string) => string]>([
  ["as it is", (secret) => secret],
  ["in JSON", escaped],
  ["in JSON in JSON", (secret) => escaped(escaped(secret))],
  ["in JSON with escaped slashes", (secret) => escaped(secret).replaceAll("/", "\\/")],
  [
    "in JSON that is safe in HTML",
    (secret) => escaped(secret).replace(/[<>&=']/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
  ],
  ["in a path", encodeURIComponent],
  [
    "in a path with lower-case digits",
    (secret) => encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
  ],
  ["in a query", (secret) => new URLSearchParams({ q: secret }).toString().slice(2)],
  [
    "in a query with lower-case digits",
    (secret) =>
      new URLSearchParams({ q: secret })
        .toString()
        .slice(2)
        .replace(/%../g, (code) => code.toLowerCase()),
  ],
  ["in a path with + for spaces", (secret) => encodeURIComponent(secret).replaceAll("%20", "+")],
  [
    "in a page",
    (secret) =>
      secret
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;")
        .replaceAll("'", "&#39;"),
  ],
  ["in base64", base64],
  ["in base64 without padding", (secret) => base64(secret).replace(/=+$/, "")],
  ["in base64 in a query", (secret) => encodeURIComponent(base64(secret))],
  ["in base64 for URLs", (secret) => Buffer.from(secret).toString("base64url")],
  ["in hexadecimal digits", (secret) => Buffer.from(secret).toString("hex")],
])("a secret %s is taken out whole", (_, form) => {
  const secret = tricky();
  expect(redacted(knowing(secret), `before ${form(secret)} after`)).toBe("before [secret] after");
});

test("a secret's base64 is known without its padding, also where it is not that of URLs", () => {
  expect(knowing("???>").redact("Pz8/Pg== Pz8/Pg Pz8_Pg")).toBe("[secret] [secret] [secret]");
});

test("every occurrence of every secret is taken out", () => {
  const [one, other] = [canary("one"), canary("other")];
  expect(redacted(knowing(one, other), `${one}, ${other}, ${one}${other}`)).toBe(
    "[secret], [secret], [secret][secret]",
  );
});

test("a secret that holds another one is taken out whole, in whichever order they were added", () => {
  const short = canary("short");
  const long = `${short}-and-more`;
  expect(redacted(knowing(short, long), `${long} ${short}`)).toBe("[secret] [secret]");
  expect(redacted(knowing(long, short), `${long} ${short}`)).toBe("[secret] [secret]");
});

test("a secret that is added later is taken out from then on", () => {
  const redactor = knowing(canary("first"));
  redactor.redact("sorted once");
  const later = canary("later");
  redactor.add(later);
  expect(redacted(redactor, `x ${later}`)).toBe("x [secret]");
});

test("a secret that is also a form of another one is known in its own forms as well", () => {
  const secret = canary("secret");
  expect(redacted(knowing(secret, base64(secret)), base64(base64(secret)))).toBe("[secret]");
});

test.each([
  ["JSON's escapes", "\\u002b", "\\u003d"],
  ["JSON in JSON", "\\\\u002B", "\\\\u003D"],
  ["decimal HTML entities", "&#43;", "&#61;"],
  ["hexadecimal HTML entities", "&#x2b;", "&#X3D;"],
])("a secret whose characters are written as %s is taken out of what is quoted", (_, plus, equals) => {
  const redactor = knowing("Canary+Four==");
  const page = `got Canary${plus}Four${equals}= here`;
  expect(redactor.quote(page)).toBe("got [secret] here");
});

test("escapes that stand for no character, or for one that ends a line, do no harm", () => {
  expect(new Redactor().quote("a&#x110000;b&#9999999;c\\u000ad&#10;e\\u00zz")).toBe("abc d e\\u00zz");
});

test("short values are left alone, since they would turn up everywhere; from four characters on they are not", () => {
  const redactor = knowing("abc", "", "wxyz");
  redactor.add(undefined);
  expect(redactor.redact("abc wxyz YWJj 616263 undefined")).toBe("abc [secret] YWJj 616263 undefined");
});

test.each([
  ["a header", "authorization: Custom x y z", "authorization: [secret]"],
  ["a header with spaces", "authorization : x y", "authorization : [secret]"],
  ["a header in capitals", "AUTHORIZATION=x y", "AUTHORIZATION=[secret]"],
  ["a proxy's header", "Proxy-Authorization: Digest a=b\r\nHost: x", "Proxy-Authorization: [secret]\r\nHost: x"],
  ["a header as JSON", '{"authorization": "x"}', '{"authorization": [secret]'],
  ["a header as JSON in JSON", '\\"Authorization\\":\\"x', '\\"Authorization\\":[secret]'],
  [
    "the platform's header",
    "got User q83vEjRWeJCrze8S, Organization 0123456789abcdef, Element bl+pVH/7ee1234567=",
    "got User [secret], Organization [secret], Element [secret]",
  ],
  ["a user with many spaces", "User   q83vEjRWeJCrze8S", "User [secret]"],
  ["a bearer token", "sent Bearer eyJhbGciOiJIUzI1.e30.x-y_z~", "sent Bearer [secret]"],
  ["Basic authentication", "sent Basic dXNlcjpwYXNzd29yZA==", "sent Basic [secret]"],
  ["a password in JSON", '{"password":"x y"}', '{"password":"[secret]"}'],
  ["a password with escapes", '{"password" : "x\\"y\\\\","a":1}', '{"password" : "[secret]","a":1}'],
  ["a token in JSON", '{"token": "x", "id": 5}', '{"token": "[secret]", "id": 5}'],
  ["a number", '{"userSecret":12345}', '{"userSecret":"[secret]"}'],
  ["a dotted key", '"event.notification.basic.password":"x"', '"event.notification.basic.password":"[secret]"'],
  ["a user name, which is the API key", '"username":"x"', '"username":"[secret]"'],
  ["an API key", '"api_key":"x","ApiKey":"y"', '"api_key":"[secret]","ApiKey":"[secret]"'],
  ["a signature key", '"event.notification.signature.key":"x"', '"event.notification.signature.key":"[secret]"'],
  [
    "callback headers",
    '"event.notification.callback.headers":"x: y"',
    '"event.notification.callback.headers":"[secret]"',
  ],
  ["JSON in JSON", '{"message":"got {\\"password\\":\\"x\\"}"}', '{"message":"got {\\"password\\":"[secret]"}'],
  ["JSON in JSON in JSON", '\\\\\\"password\\\\\\":\\\\\\"x', '\\\\\\"password\\\\\\":"[secret]"'],
  ["a text that was cut", '{"token":"abc', '{"token":"[secret]"'],
  ["a URL's user", "via http://user:pass@proxy:3128/", "via http://[secret]@proxy:3128/"],
  ["a token by its looks", "is 5VZ1kQ0h+XyB/WmT3jz8r2NcLp6sAfGdUeIoKb4v7Mw= now", "is [secret] now"],
  ["a URL's user with a stray @", "via http://user:p@ss@proxy:3128/", "via http://[secret]@proxy:3128/"],
])("a value in the place of a secret is redacted, whatever it is: %s", (_, text, expected) => {
  expect(new Redactor().redact(text)).toBe(expected);
});

test.each([
  "POST /instances returned 400: Missing name (request id 5b0437c6e4b07731ae39b533)",
  "User not found, Organization unknown, Element actessentials",
  "The User of the user secret lacks the privilege",
  "https://api.cloud-elements.com/elements/api-v2?x=me@example.com",
  "https://example.com/a@b",
  "me@example.com",
  '{"id":5,"name":"crm","tags":["password"]}',
  "authorization failed",
  "da39a3ee5e6b4b0d3255bfef95601890afd80709 in /a/path/that/is/quite/long/and/has/many/parts/=",
])("a text without secrets stays as it is: %s", (text) => {
  expect(knowing("never in there").redact(text)).toBe(text);
});

const NAMES =
  /authorization|password|secret|token|username|api_?key|signature|headers|:\/\/|user|organization|element|bearer|basic/i;

test("a text without secrets stays as it is, whatever it is", () => {
  const text = anyText().filter((text) => !NAMES.test(text));
  fc.assert(
    fc.property(text, (text) => {
      expect(knowing("not in there", "nor is this").redact(text)).toBe(text);
    }),
    { seed: 17, numRuns: 500 },
  );
});

/** Any secret, but none that "[secret]" itself shows. */
const anySecret = fc
  .oneof(
    anyText({ minLength: 4 }),
    fc.string({ minLength: 4 }),
    fc.base64String({ minLength: 4 }),
    fc.constantFrom("a=b&c", "%2F%2f", "\\\\\\\\"),
  )
  .filter((secret) => !"[secret]".includes(secret) && Buffer.from(secret).toString() === secret);

const forms: ((user: string, password: string) => string)[] = [
  (_, password) => password,
  (_, password) => escaped(password),
  (_, password) => escaped(escaped(password)),
  (_, password) => encodeURIComponent(password),
  (_, password) => new URLSearchParams({ "": password }).toString().slice(1),
  (user, password) => base64(`${user}:${password}`),
];

test("no secret shows in any form, in whatever surroundings", () => {
  fc.assert(
    fc.property(anySecret, anySecret, fc.string(), fc.string(), (user, password, before, after) => {
      const redactor = new Redactor();
      redactor.add(user, password, `${user}:${password}`);
      for (const form of forms.map((form) => form(user, password))) {
        // A form that the marks or the surroundings hold anyway says nothing.
        if ("[secret]".includes(form) || `${before}[secret]${after}`.includes(form)) continue;
        expect(redactor.redact(`${before}${form}${after}`)).not.toContain(form);
        expect(redactor.quote(`Authorization: User ${user}, Organization ${form}`)).toBe("Authorization: [secret]");
      }
    }),
    { seed: 18, numRuns: 500 },
  );
});

test("redacting twice changes nothing more", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '"token":"',
      '"password":',
      "authorization: ",
      "http://",
      "@",
      '\\"',
      '"',
      "q83vEjRWeJCrze8SNFZ4",
      "hidden",
    ),
    fc.string({ maxLength: 5 }),
  );
  const redactor = knowing("hidden");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const once = redactor.redact(pieces.join(""));
      expect(redactor.redact(once)).toBe(once);
    }),
    { seed: 19, numRuns: 2_000 },
  );
});

test("a quotation is one line without control characters", () => {
  expect(new Redactor().quote(" a\r\n\tb\u0000\u001b[31mc\u0085d \u2028 ")).toBe("a b [31mc d");
});

test("a quotation is cut at a maximal length, 300 by default", () => {
  const redactor = new Redactor();
  expect(redactor.quote("x".repeat(300))).toBe("x".repeat(300));
  expect(redactor.quote("x".repeat(301))).toBe(`${"x".repeat(300)}…`);
  expect(redactor.quote("x".repeat(11), 10)).toBe(`${"x".repeat(10)}…`);
});

test("a secret at the cut is redacted completely", () => {
  const secret = canary("secret");
  const quoted = knowing(secret).quote(`${"x".repeat(10)}${secret}`, 15);
  observe("the quotation", quoted);
  expect(quoted).toBe("xxxxxxxxxx[secr…");
});

test("a secret at the end of the examined part of a huge text is redacted completely", () => {
  const secret = canary("secret");
  for (const seen of [4, 20, secret.length - 1]) {
    const before = `a${" ".repeat(64 * 1024 - 1 - seen)}`;
    expect(knowing(secret).quote(`${before}${secret}${" ".repeat(10_000)}`)).toBe("a");
  }
});

test("a long secret at the end of the examined part is redacted completely", () => {
  const secret = canary("secret", (core) => core.padEnd(6_000, "-"));
  const before = `a${" ".repeat(64 * 1024 - 5_001)}`;
  const quoted = knowing(secret).quote(before + secret);
  observe("the quotation", quoted);
  expect(quoted).toBe("a");
});

test("the first 64 KiB of a long text are examined, and what may be half a secret at their end is dropped", () => {
  const redactor = new Redactor();
  const quoted = (length: number) => redactor.quote("x".repeat(length), Number.POSITIVE_INFINITY).length;
  expect(quoted(64 * 1024)).toBe(64 * 1024);
  expect(quoted(64 * 1024 + 1)).toBe(60 * 1024);
});

test.each([
  ["dots", "a."],
  ["hyphens", "a-"],
  ["schemes", "a://"],
  ["quotes", '"a'],
  ["backslashes", "\\"],
  ["names", '"token":'],
  ["headers", "authorization "],
])("a long text of %s is quoted in no time", (_, piece) => {
  const started = performance.now();
  new Redactor().quote(piece.repeat(200_000 / piece.length));
  expect(performance.now() - started).toBeLessThan(2_000);
});

test.each([
  ["as it is", (text: string) => text],
  ["in JSON", escaped],
  ["in base64", base64],
  ["in hexadecimal digits", (text: string) => Buffer.from(text).toString("hex").toUpperCase()],
])("a secret that was cut off after twelve characters, %s, is taken out as far as it goes", (_, form) => {
  const secret = canary("cut off");
  for (const end of ["", "…", "...", '"', " and more"]) {
    for (const length of [12, 15, secret.length - 1]) {
      const text = `got ${form(secret.slice(0, length))}${end}`;
      expect(redacted(knowing(secret), text)).toMatch(/^got \[secret\]=*[\w+/]{0,2}={0,2}(?:…|\.\.\.|"| and more)?$/);
    }
  }
});

test("of a value that begins with something harmless, a beginning stays, but none in base64", () => {
  const redactor = new Redactor();
  redactor.addWhole("integration-user:p4ss-w0rd", undefined, "abc");
  redactor.addWhole("integration-user:p4ss-w0rd");
  expect(redactor.redact("integration-user:p4ss-w0rd, integration-user:p4, abc")).toBe(
    "[secret], integration-user:p4, abc",
  );
  expect(redactor.redact(base64("integration-user:p4"))).toBe("[secret]A==");
});

test("a value that is remembered as a whole is taken out from four characters on, in no form if it is shorter", () => {
  const redactor = new Redactor();
  redactor.addWhole("abc", "defg");
  const [short, long] = [base64("abc"), base64("defg")];
  expect(redactor.redact(`${short}, ${long}, defg`)).toBe(`${short}, [secret], [secret]`);
});

test("a value that is remembered as a whole, and then as a secret, is taken out by its beginning as well", () => {
  const redactor = new Redactor();
  redactor.addWhole("s3cret-s3cret-s3cret");
  redactor.add("s3cret-s3cret-s3cret");
  expect(redactor.redact("s3cret-s3cret")).toBe("[secret]");
});

describe("a sentence of our own", () => {
  test.each(["wrong", "Wrong", "POST", "platform", "organization", "customTimeouts", "abcdefghijklmnop", "wrong!"])(
    "keeps the word %s, even if it is a secret",
    (word) => {
      expect(knowing(word).sentence(`it is ${word}, they say`, 100)).toBe(`it is ${word}, they say`);
      expect(knowing(word).quote(`it is ${word}, they say`)).toBe("it is [secret], they say");
    },
  );

  test.each(["wr0ng", "wrong-secret", "wRONg", "a b c", "1234", "abcdefghijklmnopq", "größe", "POSTed", "x.wrong"])(
    "does not keep %s, which is no single word",
    (secret) => {
      expect(knowing(secret).sentence(`it is ${secret}, they say`, 100)).toBe("it is [secret], they say");
    },
  );

  test("keeps the word with which a secret begins", () => {
    expect(knowing("organization-s3cret").sentence("the organization is unknown", 100)).toBe(
      "the organization is unknown",
    );
  });

  test("shows no secret where secrets usually are, nor behind escapes, and is one line of the given length", () => {
    const redactor = knowing("Canary+Four==");
    expect(redactor.sentence('{"password":"x"}\n Canary\\u002bFour==', 100)).toBe('{"password":"[secret]"} [secret]');
    expect(redactor.sentence("x".repeat(101), 100)).toBe(`${"x".repeat(100)}…`);
  });
});

test.each([
  ["an escape in JSON", "cut \\ud83d", "cut \ufffd"],
  ["an entity of a page", "cut &#xd83d; &#56832;", "cut \ufffd \ufffd"],
  ["the text itself", "cut \ud83d", "cut \ufffd"],
])("half of a surrogate pair in %s is quoted as U+FFFD", (_, text, quoted) => {
  expect(new Redactor().quote(text)).toBe(quoted);
});

test("a quote that is cut within an emoji leaves it out", () => {
  expect(new Redactor().quote("ab😀", 3)).toBe("ab…");
  expect(new Redactor().quote("a😀b", 3)).toBe("a😀…");
});

test("a text that is too long to be examined is cut to whole characters", () => {
  const quoted = new Redactor().quote(`${"😀".repeat(40 * 1024)}`, Number.POSITIVE_INFINITY);
  expect(quoted.isWellFormed()).toBe(true);
  const odd = new Redactor().quote(`x${"😀".repeat(40 * 1024)}`, Number.POSITIVE_INFINITY);
  expect(odd.isWellFormed()).toBe(true);
});
