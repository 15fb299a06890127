import * as pulumi from "@pulumi/pulumi";

/** The settings of an explicit provider by their keys, such as "act365:baseUrl". Holds secrets. */
export type ProviderSettings = Readonly<Record<string, string | undefined>>;

/** Not on the resource itself, where a program that prints or serializes it would expose the secrets. */
const settingsByProvider = new WeakMap<pulumi.ProviderResource, pulumi.Output<ProviderSettings>>();

/** Keeps what the provider was given, for look-ups in the program. */
export function rememberSettings(provider: pulumi.ProviderResource, settings: pulumi.Inputs): void {
  settingsByProvider.set(provider, pulumi.secret(settings));
}

/** What the provider was given; undefined where it is not an `Act365Provider` of this copy of the package. */
export function settingsOf(provider: pulumi.ProviderResource): pulumi.Output<ProviderSettings> | undefined {
  return settingsByProvider.get(provider);
}
