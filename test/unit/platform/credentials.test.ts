import fc from "fast-check";
import { authorization, secretProblem } from "../../../provider/src/platform/credentials";
import { canary } from "../../support/canary";
import { anyText } from "../redaction/texts";

const credentials = (userSecret: string, organizationSecret: string) => ({
  userSecret,
  organizationSecret,
  userSecretSource: "a test",
  organizationSecretSource: "a test",
});

test("the header holds both secrets, as the platform splits them", () => {
  const [user, organization] = [canary("user"), canary("organization")];
  expect(authorization(credentials(user, organization))).toBe(`User ${user}, Organization ${organization}`);
});

test("with a token the header holds it as well", () => {
  const [user, organization, token] = [canary("user"), canary("organization"), canary("token")];
  expect(authorization(credentials(user, organization), token)).toBe(
    `User ${user}, Organization ${organization}, Element ${token}`,
  );
});

test.each([
  ["base64 as the platform gives it", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="],
  ["base64 with + and /", "bl+pVH/7ee="],
  ["hexadecimal digits", "0123456789abcdef0123456789abcdef"],
  ["the first and the last character that a header can carry", "!~"],
])("%s is a good secret", (_, secret) => {
  expect(secretProblem(secret)).toBeUndefined();
});

test.each([
  ["nothing", "", "is empty"],
  [
    "a line break at its end",
    "abc\n",
    "ends with a line break; read it without the line break (printf instead of echo)",
  ],
  [
    "a carriage return at its end",
    "abc\r",
    "ends with a line break; read it without the line break (printf instead of echo)",
  ],
  ["a space before it", " abc", "contains whitespace"],
  ["a tab", "ab\tc", "contains whitespace"],
  ["a line break within", "a\nb", "contains whitespace"],
  ["another header", "abc\r\nX-Evil: 1", "contains whitespace"],
  ["a no-break space", "ab\u00a0c", "contains whitespace"],
  ["a comma", "abc,Element", "contains a comma"],
  ["an umlaut", "äbc", "contains characters that are not allowed in an HTTP header"],
  ["a control character", "ab\u0000c", "contains characters that are not allowed in an HTTP header"],
  ["DEL", "ab\u007fc", "contains characters that are not allowed in an HTTP header"],
])("a secret with %s is refused", (_, secret, problem) => {
  expect(secretProblem(secret)).toBe(problem);
});

test("a secret without a problem always comes out of the header as it went in, alone in its place", () => {
  const secret = fc.oneof(
    { weight: 4, arbitrary: fc.stringMatching(/^[\x21-\x2b\x2d-\x7e]{1,20}$/) },
    fc.stringMatching(/^[\x20-\x7e\r\n]{1,20}$/),
    anyText(),
  );
  let good = 0;
  fc.assert(
    fc.property(secret, secret, (user, organization) => {
      const problems = [user, organization].map(secretProblem);
      if (problems.some((problem) => problem !== undefined)) return;
      good += 1;
      const header = authorization(credentials(user, organization));
      expect(new Headers({ authorization: header }).get("authorization")).toBe(header);
      expect(header.split(/[,\s]+/)).toEqual(["User", user, "Organization", organization]);
    }),
    { seed: 14, numRuns: 400 },
  );
  expect(good).toBeGreaterThan(80);
});

test("what a problem says never holds the secret", () => {
  fc.assert(
    fc.property(anyText({ minLength: 8 }), (secret) => {
      expect(secretProblem(secret) ?? "").not.toContain(secret);
    }),
    { seed: 15 },
  );
});
