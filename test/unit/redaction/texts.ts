import fc from "fast-check";

const character = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

/** Any text, halves of surrogate pairs included. (fast-check's own "binary" takes seconds to set up.) */
export const anyText = (constraints: { minLength?: number } = {}): fc.Arbitrary<string> =>
  fc.string({ ...constraints, unit: fc.oneof(character, fc.string({ minLength: 1, maxLength: 1 })) });
