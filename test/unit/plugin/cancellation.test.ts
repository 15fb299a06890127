import { Cancellation } from "../../../provider/src/plugin/cancellation";

test("cancels what is under way and what comes, until it is cleared", () => {
  const cancellation = new Cancellation();
  const { signal } = cancellation;
  cancellation.cancel();
  expect([signal.aborted, cancellation.signal.aborted]).toEqual([true, true]);
  cancellation.clear();
  expect([signal.aborted, cancellation.signal.aborted]).toEqual([true, false]);
});

test("clearing leaves what is under way alone", () => {
  const cancellation = new Cancellation();
  const { signal } = cancellation;
  cancellation.clear();
  cancellation.cancel();
  expect(signal.aborted).toBe(true);
});
