import fc from "fast-check";
import { formsOf } from "../../../provider/src/redaction/forms";
import { coverPlaces } from "../../../provider/src/redaction/places";
import { Redactor } from "../../../provider/src/redaction/redactor";
import { covered } from "./covered";
import { anyText } from "./texts";

const MARK = "[secret]";

/** Many secrets begin alike, hold one another or overlap: one alphabet is small, and pieces come again. */
const secret = fc
  .oneof(
    fc.string({ unit: fc.constantFrom("k", "+", "/", "é"), minLength: 4, maxLength: 9 }),
    fc
      .array(fc.constantFrom("act-", "key=", "<a&b>", '"\\', "ü ", "\ud83d"), { minLength: 2 })
      .map((all) => all.join("")),
    anyText({ minLength: 4 }),
  )
  .filter((secret) => secret.length >= 4);

/** Any number of secrets, and a text that holds any of their forms, whole or in part, in any surroundings. */
const secretsInText = fc.array(secret, { minLength: 1, maxLength: 6 }).chain((secrets) => {
  const form = fc.constantFrom(...secrets.flatMap(formsOf));
  const part = fc.tuple(form, fc.nat(), fc.nat()).map(([form, from, to]) => form.slice(from % 8, to % 40));
  const pieces = fc.array(fc.oneof(form, form, part, anyText()), { maxLength: 12 });
  return fc.tuple(
    fc.constant(secrets),
    pieces.map((all) => all.join("")),
  );
});

/** A form, and its beginnings that are enough to be found. */
function withBeginnings(form: string): string[] {
  const cuts = Array.from({ length: Math.max(0, form.length - 12) }, (_, index) => form.slice(0, 12 + index));
  return [form, ...cuts];
}

function knowing(secrets: readonly string[]): Redactor {
  const redactor = new Redactor();
  redactor.add(...secrets);
  return redactor;
}

test("what is taken out is what a search form by form finds, and what stands in the places of secrets", () => {
  fc.assert(
    fc.property(secretsInText, ([secrets, text]) => {
      const expected = coverPlaces(covered(text, secrets.flatMap(formsOf).flatMap(withBeginnings), MARK), MARK);
      expect(knowing(secrets).redact(text)).toBe(expected);
    }),
    { seed: 23, numRuns: 300 },
  );
});

test("of any number of secrets, none can be read afterwards in any form", () => {
  /** A form of which the mark shows a part may stand in a redacted text without telling anything. */
  const telling = (form: string) => !/[[\]]/.test(form) && !MARK.includes(form);
  fc.assert(
    fc.property(secretsInText, ([secrets, text]) => {
      const forms = secrets.flatMap(formsOf).filter(telling);
      const redacted = knowing(secrets).redact(text);
      expect(forms.filter((form) => redacted.includes(form))).toEqual([]);
    }),
    { seed: 24, numRuns: 300 },
  );
});

test("a quotation reveals nothing more where each character is written as an escape of JSON or HTML", () => {
  const escapes: ((code: string) => string)[] = [
    (code) => `\\u${code.padStart(4, "0")}`,
    (code) => `\\\\u${code.padStart(4, "0").toUpperCase()}`,
    (code) => `&#x${code};`,
    (code) => `&#${Number.parseInt(code, 16)};`,
  ];
  const character = fc.tuple(fc.constantFrom(..."abcxyz019+/=-"), fc.option(fc.constantFrom(...escapes)));
  const characters = fc.array(character, { minLength: 8, maxLength: 60 });
  fc.assert(
    fc.property(fc.array(characters, { minLength: 1, maxLength: 4 }), (all) => {
      const secrets = all.map((characters) => characters.map(([character]) => character).join(""));
      const text = all.map((characters) =>
        characters.map(([character, written]) => written?.(character.charCodeAt(0).toString(16)) ?? character).join(""),
      );
      // Two marks where they stand side by side, and one where they overlap.
      expect(knowing(secrets).quote(text.join(" "), 1_000).split(" ")).toEqual(secrets.map(() => MARK));
    }),
    { seed: 25, numRuns: 200 },
  );
});

test("a secret that the mark itself shows is taken out of a quotation once", () => {
  expect(knowing(["secr"]).quote("a secr b")).toBe("a [secret] b");
});
