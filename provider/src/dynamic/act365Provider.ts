import * as pulumi from "@pulumi/pulumi";
import { SETTING } from "../platform/settingNames";
import { rememberSettings } from "./lookups/providerSettings";
import { warnOfUnknownSettings } from "./program/unknownSettings";
import { secretIfGiven } from "./secretInputs";

/** One organization's credentials on one platform. Omitted arguments come from the environment. */
export interface Act365ProviderArgs {
  /** The platform's URL, or its host alone. Default: `ACT365_BASE_URL`, else US production. */
  readonly baseUrl?: pulumi.Input<string | undefined>;
  /** Secret, also when a plain string is given. Default: `ACT365_USER_SECRET`. */
  readonly userSecret?: pulumi.Input<string | undefined>;
  /** Secret, also when a plain string is given. Default: `ACT365_ORGANIZATION_SECRET`. */
  readonly organizationSecret?: pulumi.Input<string | undefined>;
  /** How many reads, and how many writes, may run at once; at least 1. Default: 16. */
  readonly maxConcurrentRequests?: pulumi.Input<number | undefined>;
  /**
   * Whether a changed `baseUrl` may delete the provider's instances at the old one and create new ones at the new one.
   * Default: false; then a changed `baseUrl` is an error.
   */
  readonly allowBaseUrlChange?: pulumi.Input<boolean | undefined>;
}

/**
 * An explicit provider, for programs with several organizations: pass it as `provider` in an instance's options. It
 * does not read the stack configuration, though `act365:ownerTag` applies to all instances. Its secrets are encrypted
 * in the state.
 *
 * ```ts
 * const eu = new Act365Provider("eu", { baseUrl: "api.cloud-elements.co.uk", userSecret, organizationSecret });
 * new Act365Instance("crm-eu", { apiKey, developerKey }, { provider: eu });
 * ```
 */
export class Act365Provider extends pulumi.ProviderResource {
  /**
   * @param name The _unique_ name of the provider.
   * @param args The organization and its platform.
   * @param opts Options of the provider resource.
   * @throws pulumi.RunError for an unknown argument
   */
  constructor(name: string, args: Act365ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    const { baseUrl, userSecret, organizationSecret, maxConcurrentRequests, allowBaseUrlChange, ...others } = args;
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) {
      // A misspelled secret would silently select the environment's organization.
      throw new pulumi.RunError(`Act365Provider "${name}": ${unknown} is not known; it takes ${TAKES}`);
    }
    warnOfUnknownSettings();
    const settings = {
      [SETTING.baseUrl.key]: baseUrl,
      [SETTING.userSecret.key]: secretIfGiven(userSecret),
      [SETTING.organizationSecret.key]: secretIfGiven(organizationSecret),
      [SETTING.maxConcurrentRequests.key]: asText(maxConcurrentRequests),
      [SETTING.allowBaseUrlChange.key]: asText(allowBaseUrlChange),
    };
    // Dynamic resources belong to the package "pulumi-nodejs"; its plugin passes these keys to `configure` unchanged.
    super("pulumi-nodejs", name, { ...settings }, opts);
    rememberSettings(this, settings);
  }
}

const TAKES = "baseUrl, userSecret, organizationSecret, maxConcurrentRequests, allowBaseUrlChange";

/** Provider configuration is text on the wire. */
function asText(value: pulumi.Input<number | boolean | undefined>): pulumi.Output<string | undefined> | undefined {
  if (value === undefined) return undefined;
  return pulumi.output(value).apply((known) => (known === undefined ? undefined : String(known)));
}
