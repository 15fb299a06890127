/** A setting of the package: its key in the stack configuration, and its environment variable if it has one. */
export interface SettingName {
  /** With its namespace: as for `pulumi config set`, and in the inputs of an explicit provider. */
  readonly key: string;
  readonly variable?: string;
}

/** A setting, and what documentation says of it. */
interface Setting extends SettingName {
  /** What its text is read as. */
  readonly type: "string" | "integer" | "boolean";
  readonly secret?: true;
  /** For users of any language. Environment variable, default and secrecy are added (`plugin/schema/settings.ts`). */
  readonly description: string;
  readonly defaultInWords?: string;
}

/** The one list of the package's settings. All layers use it: messages name the setting to correct. */
export const SETTING = {
  userSecret: {
    key: "act365:userSecret",
    variable: "ACT365_USER_SECRET",
    type: "string",
    secret: true,
    description: "The user secret of the platform's API.",
  },
  organizationSecret: {
    key: "act365:organizationSecret",
    variable: "ACT365_ORGANIZATION_SECRET",
    type: "string",
    secret: true,
    description: "The organization secret of the platform's API.",
  },
  baseUrl: {
    key: "act365:baseUrl",
    variable: "ACT365_BASE_URL",
    type: "string",
    description: "The platform's URL, or its host alone.",
    defaultInWords: "US production, `https://api.cloud-elements.com/elements/api-v2`",
  },
  ownerTag: {
    key: "act365:ownerTag",
    type: "string",
    description:
      "`false` switches owner tags off. Another text, such as `anna-laptop`, keeps backends apart that have the same project " +
      "and stack names and share one platform account.",
    defaultInWords: "`true`",
  },
  maxConcurrentRequests: {
    key: "act365:maxConcurrentRequests",
    type: "integer",
    description: "How many reads, and how many writes, may run at once; at least 1.",
    defaultInWords: "16",
  },
  allowBaseUrlChange: {
    key: "act365:allowBaseUrlChange",
    type: "boolean",
    description:
      "Whether a changed `baseUrl` may delete the instances at the old one and create new ones at the new one. " +
      "Without it, a changed `baseUrl` is an error.",
    defaultInWords: "`false`",
  },
} as const satisfies Record<string, Setting>;
