/** A setting of the package: its key in the stack configuration, and its environment variable if it has one. */
export interface SettingName {
  /** With its namespace: as for `pulumi config set`, and in the inputs of an explicit provider. */
  readonly key: string;
  readonly variable?: string;
}

/** The one list of the package's settings. All layers use it: messages name the setting to correct. */
export const SETTING = {
  /** Secret. */
  userSecret: { key: "act365:userSecret", variable: "ACT365_USER_SECRET" },
  /** Secret. */
  organizationSecret: { key: "act365:organizationSecret", variable: "ACT365_ORGANIZATION_SECRET" },
  baseUrl: { key: "act365:baseUrl", variable: "ACT365_BASE_URL" },
  ownerTag: { key: "act365:ownerTag" },
  maxConcurrentRequests: { key: "act365:maxConcurrentRequests" },
  allowBaseUrlChange: { key: "act365:allowBaseUrlChange" },
} as const satisfies Record<string, SettingName>;
