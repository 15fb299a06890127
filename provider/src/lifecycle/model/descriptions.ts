import { type Property, RESOURCE_NAME } from "./property";

/** What users read of an input: with its default, and whether it is secret. */
export function describeInput({ description, secret, default: given, defaultInWords }: Property): string {
  const byDefault = defaultInWords ?? defaultText(given);
  const always = secret === true ? " Secret, even if given as a plain value." : "";
  return `${description}${always}${byDefault === undefined ? "" : ` Default: ${byDefault}.`}`;
}

/** What users read of an output. */
export function describeOutput({ description, secret }: Property): string {
  return secret === true ? `${description} Secret.` : description;
}

function defaultText(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value === RESOURCE_NAME) return "the resource's name";
  return Array.isArray(value) && value.length === 0 ? "none" : JSON.stringify(value);
}
