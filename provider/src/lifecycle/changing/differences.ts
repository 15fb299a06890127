import { type ElementDefinition, MASK } from "../../elements/definition";
import { sameConfiguration } from "../model/configuration";
import { credentialNames, type InstanceInputs, type InstanceState } from "../model/properties";
import { sameName } from "../model/state";
import { sameTags } from "../model/tags";

/**
 * The names of the inputs that are not in effect, `events` as a part of `configuration`. `verify` and `adoptId` are never
 * among them.
 */
export function differences(state: InstanceState, inputs: InstanceInputs, element: ElementDefinition): string[] {
  const all: [string, boolean][] = [
    ["name", !sameName(state.name, inputs.name)],
    ...credentialNames(element).map((name): [string, boolean] => [name, differs(name, state, inputs)]),
    ["tags", !sameTags(state.tags, inputs.tags)],
    ["ownerTag", state.ownerTag !== inputs.ownerTag],
    ["enabled", state.enabled !== (inputs.enabled ?? true)],
    ["configuration", !sameConfiguration(element, state, inputs)],
  ];
  return all.filter(([, different]) => different).map(([name]) => name);
}

function differs(name: string, state: InstanceState, inputs: InstanceInputs): boolean {
  if (state.credentialsPending === true) return true;
  // A mask, which an imported state may hold, says nothing about the value.
  return state.credentials[name] !== inputs.credentials[name] && state.credentials[name] !== MASK;
}

/** Whether these differences make the platform authenticate with the vendor again, by PUT, with the whole configuration. */
export function reprovisions(different: readonly string[], element: ElementDefinition): boolean {
  return different.some((name) => sentByPut(name, element));
}

/** Whether a difference of this name is sent by PUT. */
export function sentByPut(name: string, element: ElementDefinition): boolean {
  return name === "configuration" || credentialNames(element).includes(name);
}
