import type { ElementDefinition } from "../elements/definition";
import { isRecord } from "../util/json";
import { checkConfiguration } from "./checking/checkConfiguration";
import { checkCredentials } from "./checking/checkCredentials";
import { checkProperty } from "./checking/checkProperty";
import { type Failure, unlisted } from "./checking/failure";
import { pathText, valueAt } from "./model/paths";
import { ADDED_NAMES, declaredNames, type Properties } from "./model/properties";
import { DECLARED } from "./model/propertyTable";

const CALLBACK_URL = ["events", "callbackUrl"] as const;

/**
 * What is wrong with the inputs, one failure a problem. Sends no request and skips what is not known yet: the engine calls
 * this in every preview, one resource after the other.
 * @param olds the inputs of the existing resource; none if it is new. What an import left out may stay missing, since the
 *   engine checks imported inputs as well; if an update needs it, the diff says so
 */
export function check(inputs: Properties, element: ElementDefinition, olds: Properties = {}): Failure[] {
  const given = Object.keys(inputs).filter((name) => inputs[name] !== undefined && !ADDED_NAMES.includes(name));
  // In the order of the documentation: the name, the credentials, the rest.
  const [name = [], ...others] = Object.entries(DECLARED).map(([input, property]) =>
    checkProperty(input, property, inputs[input]),
  );
  const failures = [
    ...unlisted(given, declaredNames(element), "the resource"),
    ...name,
    ...checkCredentials(inputs, element, olds),
    ...others.flat(),
    ...checkConfiguration(inputs["configuration"], inputs["events"], element),
  ];
  // An import leaves out a callback URL that holds a secret.
  const leftOut = (properties: Properties) =>
    isRecord(properties["events"]) && (valueAt(properties, CALLBACK_URL) ?? null) === null;
  const mayBeMissing = leftOut(inputs) && leftOut(olds);
  return failures.filter(({ input }) => !(mayBeMissing && input === pathText(CALLBACK_URL)));
}
