import { WINDOW, waits } from "../../../../provider/src/lifecycle/finding/waiting";

test("the waits double from 1 second to 10 seconds, and go on", () => {
  const given = waits();
  const seconds = Array.from({ length: 8 }, () => given.next().value / 1_000);
  expect(seconds).toEqual([1, 2, 4, 8, 10, 10, 10, 10]);
});

test("the window is 90 seconds: longer than the longest POST and the lag of lists", () => {
  expect(WINDOW).toBe(90_000);
});
