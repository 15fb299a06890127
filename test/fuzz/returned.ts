import { marksOf, type Properties } from "../support/plugin";
import { secretsIn } from "../support/secretsIn";
import { expectWellTyped } from "./wellTyped";

/**
 * Expects of properties that the provider returned, from whatever verb, successful or not: the types that programs see, texts
 * that gRPC accepts, and a mark on every secret. Messages name properties, not values.
 * @param id what `instanceId` must be; undefined for inputs, which hold no outputs
 */
export function expectReturned(properties: Properties, id: string | undefined): void {
  expectWellTyped(properties, id);
  const marks = marksOf(properties);
  expect(marks).toEqual(expect.arrayContaining(secretsIn(properties)));
  // A partial failure also marks configuration values that the program no longer has: it may have made them secret.
  expect(marks.filter((path) => !path.startsWith("configuration."))).toEqual(
    secretsIn(properties).filter((path) => !path.startsWith("configuration.")),
  );
}
