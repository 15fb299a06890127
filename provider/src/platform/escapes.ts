/** The text without the escapes of JSON and HTML in which a writer may hide any character: what they spell can be read. */
export function withoutEscapes(text: string): string {
  const character = (digits: string, radix: number) => {
    const code = Number.parseInt(digits, radix);
    return code > 0x10ffff ? "" : String.fromCodePoint(code);
  };
  return text
    .replace(/(?<!\\)\\+u([0-9a-f]{4})/gi, (_, digits: string) => character(digits, 16))
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, digits: string) => character(digits, 16))
    .replace(/&#(\d{1,7});/g, (_, digits: string) => character(digits, 10));
}
