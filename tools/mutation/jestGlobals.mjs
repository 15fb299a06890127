import { jestExpect } from "@jest/expect";
import { ModernFakeTimers } from "@jest/fake-timers";
import circus from "jest-circus";
import { ModuleMocker } from "jest-mock";

const TIMEOUT = Symbol.for("TEST_TIMEOUT_SYMBOL");

/** Milliseconds. Short, since a change that makes a test wait for ever should not take 20 s to be noticed. */
const TEST_TIMEOUT = 5_000;

/** The globals of jest that the unit tests use, and a function that takes back what the tests did with them. */
export function jestGlobals() {
  const mocker = new ModuleMocker(globalThis);
  const timers = new ModernFakeTimers({ config: { fakeTimers: {} }, global: globalThis });
  globalThis[TIMEOUT] = TEST_TIMEOUT;
  const jest = {
    setTimeout: () => jest,
    fn: (implementation) => mocker.fn(implementation),
    spyOn: (object, name, accessType) => mocker.spyOn(object, name, accessType),
    restoreAllMocks: () => mocker.restoreAllMocks(),
    useFakeTimers: (options) => timers.useFakeTimers(options),
    useRealTimers: () => timers.useRealTimers(),
    advanceTimersByTimeAsync: (milliseconds) => timers.advanceTimersByTimeAsync(milliseconds),
    getTimerCount: () => timers.getTimerCount(),
  };
  return {
    globals: { ...circus, expect: jestExpect, jest },
    restore() {
      mocker.restoreAllMocks();
      timers.useRealTimers();
    },
  };
}
