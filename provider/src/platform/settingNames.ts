/** A setting of the package: its key in the stack configuration, and its environment variable if it has one. */
export interface SettingName {
  /** With its namespace: what `pulumi config set` takes, and what an explicit provider is given. */
  readonly key: string;
  readonly variable?: string;
}

/** The one list of the package's settings. All layers name them: messages say which one to correct. */
export const SETTING = {
  /** Secret. */
  userSecret: { key: "act365:userSecret", variable: "ACT365_USER_SECRET" },
  /** Secret. */
  organizationSecret: { key: "act365:organizationSecret", variable: "ACT365_ORGANIZATION_SECRET" },
  baseUrl: { key: "act365:baseUrl", variable: "ACT365_BASE_URL" },
  ownerTag: { key: "act365:ownerTag" },
  maxConcurrentRequests: { key: "act365:maxConcurrentRequests" },
} as const satisfies Record<string, SettingName>;
