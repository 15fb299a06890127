import { isSecretName } from "../elements/secretNames";

const HEADER = /((?:proxy-)?authorization\\?["']?\s*[:=]\s*)[^\r\n]+/gi;
const SCHEME = /\b(User|Organization|Element|Bearer|Basic) +(?=\S{16})[\w+/=.~-]+/g;
const URL_USER = /(:\/\/)[^\s/?#]+@/g;
/** The shape of user secrets and element tokens (official documentation): the values in a lost response are unknown. */
const TOKEN = /(?<![\w+/=])[\w+/]{43}=(?![\w+/=])/g;

/** The name of a JSON member, up to its value. Quotes have backslashes in front if the JSON is quoted in other JSON. */
const MEMBER_NAME = /"([\w.-]*)\\*"\s*:\s*/g;
/** A string, which may have been cut off, a number or a word. */
const MEMBER_VALUE = /\\*"(?:[^"\\]|\\[\s\S])*"?|[\w.+-]+/y;

/**
 * The text with the mark in place of any value where secrets usually are: in headers, JSON members and user information
 * of URLs; and in place of everything that looks like a token.
 */
export function coverPlaces(text: string, mark: string): string {
  const covered = text.replace(HEADER, `$1${mark}`).replace(SCHEME, `$1 ${mark}`);
  return coverMembers(covered, mark).replace(URL_USER, `$1${mark}@`).replace(TOKEN, mark);
}

function coverMembers(text: string, mark: string): string {
  const name = new RegExp(MEMBER_NAME);
  const value = new RegExp(MEMBER_VALUE);
  let result = "";
  let end = 0;
  for (let found = name.exec(text); found !== null; found = name.exec(text)) {
    const start = name.lastIndex;
    value.lastIndex = start;
    if (!isSecretName(found[1] ?? "") || !value.test(text)) continue;
    result += `${text.slice(end, start)}"${mark}"`;
    end = value.lastIndex;
    name.lastIndex = end;
  }
  return result + text.slice(end);
}
