import fc from "fast-check";
import { anyBody, anyPage, type Body } from "./bodies";

/** What a response says, before the bytes: plain data, so that a counterexample prints and shrinks. */
export interface OddResponse {
  /** Whether the platform does the work before something else responds in its place. */
  readonly commit: boolean;
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Body;
  readonly framing:
    | "exact"
    | "announces more"
    | "announces less"
    | "chunked"
    | "broken chunks"
    | "unframed"
    | "never ends";
}

/** What placeholders in bodies and headers stand for, such as secrets: a run's own. */
export type Placeholders = Readonly<Record<"ID" | "OWNER_TAG" | "TOKEN" | "API_KEY" | "USER_SECRET", string>>;

const anyHeader = fc.tuple(
  fc.constantFrom(
    "content-type",
    "content-encoding",
    "elements-request-id",
    "elements-next-page-token",
    "location",
    "set-cookie",
    "x-odd",
  ),
  fc.constantFrom(
    "gzip",
    "application/json",
    "text/html",
    "%USER_SECRET%",
    "https://%USER_SECRET%.example/%API_KEY%",
    "",
    "é",
    "2",
  ),
);

/** Statuses that a platform that tells the truth may give to what it did, and others besides to what it did not. */
const DONE = [200, 200, 200, 200, 201, 204, 299, 500, 502, 504, 520, 999];
const NOT_DONE = [...DONE, 100, 102, 301, 304, 307, 400, 401, 403, 405, 409, 418, 429, 451, 501];

const anyFraming = fc.oneof(
  { weight: 26, arbitrary: fc.constantFrom<OddResponse["framing"][]>("exact", "chunked", "unframed") },
  {
    weight: 13,
    arbitrary: fc.constantFrom<OddResponse["framing"][]>("announces more", "announces less", "broken chunks"),
  },
  { weight: 1, arbitrary: fc.constant<OddResponse["framing"]>("never ends") },
);

const rest = { headers: fc.array(anyHeader, { maxLength: 3 }), framing: anyFraming };

/** Any response. Of 404, pages only: as the platform itself words it, it would be the plain truth. */
export const anyOddResponse: fc.Arbitrary<OddResponse> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ commit: fc.constant(true), status: fc.constantFrom(...DONE), body: anyBody, ...rest }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ commit: fc.constant(false), status: fc.constantFrom(...NOT_DONE), body: anyBody, ...rest }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ commit: fc.constant(false), status: fc.constantFrom(404, 410), body: anyPage, ...rest }),
  },
);
