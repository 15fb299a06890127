import { objectNames } from "../catalogue/metadataView";

/** An element's objects with their kind: what `objects` of an instance holds (official documentation). */
export function objectList(): Record<string, unknown>[] {
  return objectNames.flatMap((name) => [
    { name, vendorName: name, type: "ceCanonical" },
    { name: `${name}Raw`, vendorName: name, type: "vendor" },
  ]);
}
