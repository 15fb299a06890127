/** The text with JSON and HTML character escapes decoded, since they may hide any character. */
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
