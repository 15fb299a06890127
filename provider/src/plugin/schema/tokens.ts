import { PACKAGE } from "../../operations/resourceTypes";

/** The look-up of one instance. */
export const GET_INSTANCE = token("getInstance");
/** The look-up of many. */
export const LIST_INSTANCES = token("listInstances");

/** The token of a type of object, or of a function. */
export function token(name: string): string {
  return `${PACKAGE}:index:${name}`;
}
