import type { ElementDefinition } from "../../elements/definition";
import type { Property, PropertyTable } from "./property";
import { ADDED, DECLARED, OUTPUTS } from "./propertyTable";
import { TEXT } from "./types";

/** All inputs of an element's instance, the vendor's credentials among them, in the order of the documentation. */
export function inputTable(element: ElementDefinition): PropertyTable {
  const { name, ...others } = DECLARED;
  return { name, ...credentialTable(element), ...others };
}

/** All outputs of an element's instance: what the platform gives, then the inputs in effect. */
export function outputTable(element: ElementDefinition): PropertyTable {
  const { ownerTag } = ADDED;
  return { ...OUTPUTS, ...inputTable(element), ownerTag };
}

/** Whether an output is never missing. */
export function isAlwaysKnown(name: string, { required, default: byDefault }: Property): boolean {
  return required === true || byDefault !== undefined || Object.hasOwn(OUTPUTS, name);
}

/**
 * The vendor's credentials. One that the platform masks is not required: an instance that was adopted or imported can do
 * without it. One that it shows is.
 */
function credentialTable({ credentials }: ElementDefinition): PropertyTable {
  return Object.fromEntries(
    credentials.map(({ input, masked, description }): [string, Property] => {
      const credential: Property = { type: TEXT, description, secret: true };
      return [input, masked ? credential : { ...credential, required: true }];
    }),
  );
}
