import type { Dispatcher } from "undici";
import { Exchange } from "../../../../provider/src/platform/http/exchange";
import { failureOf } from "../../../support/canary";

/** A dispatcher of which only this is known. */
function dispatcherThat(dispatch: (handler: Dispatcher.DispatchHandler) => void): Dispatcher {
  const dispatcher: Dispatcher = Object.create(null);
  return Object.assign(dispatcher, {
    dispatch: (_: unknown, handler: Dispatcher.DispatchHandler) => {
      dispatch(handler);
      return true;
    },
  });
}

const request = { path: "/", method: "GET" } as const;
const controller: Dispatcher.DispatchController = Object.create(null);

test.each<[string, (handler: Dispatcher.DispatchHandler) => void, boolean]>([
  ["before", () => undefined, false],
  ["after", (handler) => handler.onRequestStart?.(controller, {}), true],
])("an error thrown %s the request was sent rejects the exchange", async (_, first, sent) => {
  const exchange = new Exchange(
    dispatcherThat((handler) => {
      first(handler);
      throw new TypeError("dispatcher.dispatch is not a function");
    }),
    request,
  );
  expect((await failureOf(exchange.response)).message).toBe("dispatcher.dispatch is not a function");
  expect(exchange.sent).toBe(sent);
});
