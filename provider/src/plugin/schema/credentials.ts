import { ACT_365 } from "../../elements/actessentials";
import type { Credential } from "../../elements/definition";
import type { Property, PropertyTable } from "../../lifecycle/model/property";
import { TEXT } from "../../lifecycle/model/types";

/**
 * The vendor's credentials. One that the platform masks is not required: an instance that was adopted or imported can do
 * without it. One that it shows is: `pulumi import`, which gets no secrets from the plugin, then writes an empty one into the
 * program that it generates, so that nobody overlooks it.
 */
export const CREDENTIALS: PropertyTable = Object.fromEntries(
  ACT_365.credentials.map((credential) => [credential.input, row(credential)]),
);

function row({ where, masked }: Credential): Property {
  return {
    type: TEXT,
    secret: true,
    description: masked
      ? `The key from ${where}. The platform masks it, so drift in it cannot be detected. Required, except for an instance ` +
        "that was adopted by `adoptId` or imported: without it, only `name`, `tags` and `enabled` can change."
      : `The key from ${where}. The platform returns it in plain text, so drift in it is detected.`,
    ...(masked ? {} : { required: true }),
  };
}
