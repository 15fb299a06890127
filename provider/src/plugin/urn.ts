import { TYPE } from "../operations/resourceTypes";

// urn:pulumi:<stack>::<project>::<types>::<name>; the name may hold "::" itself.

/** The name of the resource. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The type of the resource, without those of the components that it is in. */
export function typeOf(urn: string): string {
  return (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
}

/** The URN that the declaration would have as a dynamic resource. */
export function dynamicUrn(urn: string): string {
  const [stack = "", project = "", types = "", ...name] = urn.split("::");
  const dynamicTypes = [...types.split("$").slice(0, -1), TYPE].join("$");
  return [stack, project, dynamicTypes, ...name].join("::");
}
