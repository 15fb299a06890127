import { type ElementDefinition, MASK } from "../../elements/definition";
import { listInWords } from "../../util/words";
import { sameValue } from "../model/configuration";
import { type Path, pathText, valueAt } from "../model/paths";
import { credentialNames, type Properties } from "../model/properties";
import { secretInputPaths } from "../model/secretPaths";
import { isUnknown } from "../model/unknowns";

/**
 * One line that names the secrets in which a state and a declaration differ, since the engine shows neither their values
 * nor that they changed. It reads the same in a refresh, where the engine compares the other way round.
 * @returns undefined if nothing secret differs; what is not known yet does not count
 */
export function secretDifferences(
  state: Properties,
  inputs: Properties,
  element: ElementDefinition,
): string | undefined {
  const paths = [...secretInputPaths(state, element), ...secretInputPaths(inputs, element)];
  const names = paths.filter((path) => differs(path, state, inputs, element)).map(pathText);
  const [name, ...others] = new Set(names);
  if (name === undefined) return resent(state, inputs, element);
  if (others.length === 0) return `${name} differs; its value is secret, so it is not shown`;
  return `${listInWords([name, ...others])} differ; their values are secret, so they are not shown`;
}

function differs(path: Path, state: Properties, inputs: Properties, element: ElementDefinition): boolean {
  const [before, after] = [valueAt(state, path), valueAt(inputs, path)];
  if (before === MASK || isUnknown(after)) return false;
  // A credential that one of the two lacks is not known there, which does not make it another one.
  if (credentialNames(element).includes(pathText(path)) && (before === undefined || after === undefined)) return false;
  return !sameValue(element, String(path.at(-1)), text(before), text(after));
}

/** Credentials that are sent although they do not differ, as far as anyone knows. */
function resent(state: Properties, inputs: Properties, element: ElementDefinition): string | undefined {
  const sent = credentialNames(element).filter(
    (name) =>
      inputs[name] !== undefined &&
      !isUnknown(inputs[name]) &&
      (state["sendCredentialsAgain"] === true || state[name] === undefined),
  );
  if (sent.length === 0) return undefined;
  const they = sent.length === 1 ? "it is" : "they are";
  return `${listInWords(sent)} must be sent again: it is not known whether ${they} in effect`;
}

/** As the platform keeps it. */
function text(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}
