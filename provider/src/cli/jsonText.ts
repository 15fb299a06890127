/**
 * What could steer a terminal, turn the direction of what is written around it, or end a line: the TypeScript that comes with
 * Pulumi's SDK takes U+2028 and U+2029 for the end of a line. JSON itself escapes a part of it only.
 */
const STEERING = /[\u007f-\u009f\u2028\u2029\p{Bidi_Control}]/gu;

/**
 * A value as JSON whose text is harmless to print, and to read as source code. It stands for the same value.
 * @param indent spaces for each level
 */
export function jsonText(value: unknown, indent?: number): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value, undefined, indent).replace(STEERING, escaped);
}
