import { fromToken, toToken } from "../../../provider/src/plugin/listPosition";
import { thrownBy } from "../../support/canary";

const POSITION = { page: "abc", skip: 2, limit: 10, sent: 4 };

test("a list begins at its first page, without a limit where none is asked for", () => {
  expect(fromToken("", 10)).toEqual({ page: undefined, skip: 0, limit: 10, sent: 0 });
  for (const none of [0, -1]) expect(fromToken("", none).limit).toBe(Number.POSITIVE_INFINITY);
});

test("a token leads back to the place where it was made", () => {
  expect(fromToken(toToken(POSITION), 10)).toEqual(POSITION);
  const endless = { ...POSITION, page: undefined, limit: Number.POSITIVE_INFINITY };
  expect(fromToken(toToken(endless), 0)).toEqual(endless);
});

test("where the limit is another one than before, it counts from here", () => {
  expect(fromToken(toToken(POSITION), 6)).toEqual({ ...POSITION, limit: 6, sent: 0 });
});

test("a token of somebody else is refused", () => {
  for (const token of ["x", "bnVsbA", "W10"]) expect(thrownBy(() => fromToken(token, 0)).message).toContain("token");
});
