import { OUTPUT_NAMES, type Properties } from "../../lifecycle/model/properties";
import { UNKNOWN } from "../../lifecycle/model/unknowns";
import { secret } from "../wire";

/**
 * What a preview expects of a creation or an update: the inputs, and the outputs of the state, which neither changes.
 * @param state of an update; else the outputs are not known yet
 */
export function previewed(inputs: Properties, state: Properties = {}): Properties {
  const outputs = Object.fromEntries(OUTPUT_NAMES.map((name) => [name, state[name] ?? UNKNOWN]));
  return { ...inputs, ...outputs, token: secret(outputs["token"]) };
}
