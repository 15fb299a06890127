import { CheckFailure } from "@pulumi/pulumi/proto/provider_pb";

/**
 * What is wrong with inputs, as the engine takes it.
 * @param reasons each names its property: the engine prints the value of one that a failure names, even of a secret one
 */
export function checkFailures(reasons: readonly string[]): CheckFailure[] {
  return reasons.map((reason) => {
    const failure = new CheckFailure();
    failure.setReason(reason);
    return failure;
  });
}
