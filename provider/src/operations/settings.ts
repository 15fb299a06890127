import type { ConfiguredPlatform } from "../lifecycle/diff";
import { LifecycleError, reason } from "../lifecycle/model/errors";
import { DEFAULT_BASE_URL, normalizeBaseUrl } from "../platform/baseUrl";
import { type Credentials, secretProblem } from "../platform/credentials";
import { SETTING, type SettingName } from "../platform/settingNames";
import { nearest } from "../util/didYouMean";

/** Where settings come from: stack configuration (or an explicit provider's inputs), and the environment. */
export interface Sources {
  /** @param key with its namespace, such as "act365:baseUrl" */
  configuration(key: string): unknown;
  /** Its name in messages. Default: both names, since a provider process cannot tell the two apart. */
  readonly configurationName?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** How many reads, and how many writes, run at once (see `Limiter`); the platform's own limit is not published. */
const DEFAULT_MAX_CONCURRENT_REQUESTS = 16;

interface Setting {
  readonly value: string;
  /** Such as "environment variable ACT365_BASE_URL". */
  readonly source: string;
}

/** The platform for new instances; stack configuration wins over the environment. */
export function configuredBaseUrl(sources: Sources): string {
  const setting = find(sources, SETTING.baseUrl);
  return setting === undefined ? DEFAULT_BASE_URL : usable(setting);
}

/** The platform for new instances, and what decides whether existing ones may move there. */
export function configuredPlatform(sources: Sources): ConfiguredPlatform {
  return {
    baseUrl: configuredBaseUrl(sources),
    source: find(sources, SETTING.baseUrl)?.source ?? whyDefault(sources),
    replacesOthers: baseUrlChangeIsAllowed(sources),
  };
}

/**
 * The platform of an instance: the one recorded in the state, else the configured one. It is checked: a state may be old
 * or edited, and both secrets will be sent there.
 */
export function baseUrlOf(recorded: string | undefined, sources: Sources): string {
  if (recorded === undefined) return configuredBaseUrl(sources);
  return usable({ value: recorded, source: "the state" });
}

/** A forgotten, empty or mistyped setting must be easy to recognize. */
function whyDefault(sources: Sources): string {
  const { key, variable } = SETTING.baseUrl;
  const [inStack, inEnvironment] = [sources.configuration(key) === "", sources.environment[variable] === ""];
  const set = (isEmpty: boolean) => (isEmpty ? "is set, but empty" : "is not set");
  const why =
    inStack || inEnvironment
      ? `${key} ${set(inStack)}, and ${variable} ${set(inEnvironment)}`
      : `neither ${key} nor ${variable} is set`;
  const similar = Object.keys(sources.environment).find(
    (name) => name !== variable && /^act_?365/i.test(name) && nearest(name, [variable]) !== undefined,
  );
  return `the default, since ${why}${similar === undefined ? "" : `; ${similar}, which is set, is not read`}`;
}

function baseUrlChangeIsAllowed(sources: Sources): boolean {
  const setting = find(sources, SETTING.allowBaseUrlChange);
  if (setting === undefined || setting.value === "false") return false;
  if (setting.value === "true") return true;
  throw new LifecycleError(
    "settings",
    `allowBaseUrlChange (from ${setting.source}) must be either true or false, in this spelling`,
  );
}

function usable(setting: Setting): string {
  try {
    return normalizeBaseUrl(setting.value);
  } catch (error) {
    throw new LifecycleError("settings", `baseUrl (from ${setting.source}): ${reason(error)}`);
  }
}

/**
 * The two secrets. Read again for each operation: environment variables are always current, while the engine configures
 * a plain destroy or refresh with the stack configuration of the last up.
 */
export function configuredCredentials(sources: Sources): Credentials {
  const user = secretOrProblem(sources, "userSecret");
  const organization = secretOrProblem(sources, "organizationSecret");
  if (typeof user === "string" || typeof organization === "string") {
    throw new LifecycleError("settings", [user, organization].filter((each) => typeof each === "string").join(". "));
  }
  return {
    userSecret: user.value,
    userSecretSource: user.source,
    organizationSecret: organization.value,
    organizationSecretSource: organization.source,
  };
}

/** Other spellings of a boolean, in lower case: as an organization's text, they would leave owner tags on. */
const BOOLEANS = new Map([
  ...["true", "yes", "on"].map((word) => [word, "true"] as const),
  ...["false", "no", "off"].map((word) => [word, "false"] as const),
]);

/**
 * "true", "false", or the text that stands for the Pulumi organization in the hash.
 * @throws LifecycleError "settings" for another spelling of a boolean
 */
export function configuredOwnerTag({ configuration }: Pick<Sources, "configuration">): string {
  const { key } = SETTING.ownerTag;
  const configured = configuration(key);
  const setting = configured === undefined || configured === null || configured === "" ? "true" : String(configured);
  const meant = BOOLEANS.get(setting.trim().toLowerCase());
  if (meant === undefined || meant === setting) return setting;
  throw new LifecycleError(
    "settings",
    `${key} is ${JSON.stringify(setting)}, but must be spelled ${meant}: run pulumi config set ${key} ${meant}`,
  );
}

/** How many reads, and how many writes, may be under way at once. */
export function configuredMaxConcurrentRequests(sources: Sources): number {
  const setting = find(sources, SETTING.maxConcurrentRequests);
  if (setting === undefined) return DEFAULT_MAX_CONCURRENT_REQUESTS;
  const number = Number(setting.value);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw new LifecycleError(
    "settings",
    `maxConcurrentRequests (from ${setting.source}) must be a whole number, at least 1`,
  );
}

function secretOrProblem(sources: Sources, name: "userSecret" | "organizationSecret"): Setting | string {
  const { key, variable } = SETTING[name];
  const setting = find(sources, SETTING[name]);
  if (setting === undefined) {
    const empty =
      sources.environment[variable] === "" ? `; the environment variable ${variable} is set, but empty` : "";
    return (
      `${name} is missing${empty}. Set it with "pulumi config set --secret ${key}", or in the environment ` +
      `variable ${variable}, or as ${name} of an explicit provider`
    );
  }
  const problem = secretProblem(setting.value);
  return problem === undefined ? setting : `${name} (from ${setting.source}) ${problem}`;
}

function find(sources: Sources, { key, variable }: SettingName): Setting | undefined {
  const configured = sources.configuration(key);
  if (configured !== undefined && configured !== null && configured !== "") {
    const { configurationName = "stack configuration or provider input" } = sources;
    return { value: String(configured), source: `${configurationName} ${key}` };
  }
  const fromEnvironment = variable === undefined ? undefined : sources.environment[variable];
  if (fromEnvironment === undefined || fromEnvironment === "") return undefined;
  return { value: fromEnvironment, source: `environment variable ${variable}` };
}
