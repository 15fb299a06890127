import { humanDuration } from "../util/clock";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * How old something is, such as "3 days" or "2 h 5 min"; empty where that is not known.
 * @param createdDate RFC 3339
 * @param now milliseconds since 1970
 */
export function ageOf(createdDate: string | null, now: number): string {
  const age = now - Date.parse(createdDate ?? "");
  if (Number.isNaN(age)) return "";
  if (age >= 2 * DAY) return `${Math.floor(age / DAY)} days`;
  return age < MINUTE ? "less than 1 min" : humanDuration(Math.floor(age / MINUTE) * MINUTE);
}
