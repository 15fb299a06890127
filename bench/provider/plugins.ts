import { PROVIDER_TEXT } from "../../test/support/plugin";

/** What is measured beside what, through the stock plugin process. */
const PROVIDERS = {
  /** This package's. */
  package: PROVIDER_TEXT,
  /** One that gives back what it gets: what is left is the plugin's own work, and the engine's side of the calls. */
  nothing: `exports.handler = () => ({
    check: async (_olds, inputs) => ({ inputs, failures: [] }),
    diff: async () => ({ changes: false }),
    create: async (inputs) => ({ id: "1", outs: inputs }),
    read: async (id, props) => ({ id, props }),
  });`,
} as const;

/** A provider that is measured. */
export type ProviderName = keyof typeof PROVIDERS;

/** Inputs of an instance as a program sends them, for one of the providers. */
export function declaration(provider: ProviderName, name: string): Record<string, unknown> {
  return {
    __provider: PROVIDERS[provider],
    name,
    apiKey: "api key",
    developerKey: "developer key",
    tags: ["sales"],
    enabled: true,
    verify: false,
    ownerTag: `pulumi:project/dev/${name}:0123456789`,
  };
}
