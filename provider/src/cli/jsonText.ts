/**
 * Characters that control a terminal, change the direction of text, or end a line: to the TypeScript that comes with
 * Pulumi's SDK, U+2028 and U+2029 do. JSON itself escapes only some of them.
 */
const STEERING = /[\u007f-\u009f\u2028\u2029\p{Bidi_Control}]/gu;

/**
 * A value as JSON that is safe to print, and to read as source code.
 * @param indent spaces for each level
 */
export function jsonText(value: unknown, indent?: number): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value, undefined, indent).replace(STEERING, escaped);
}
