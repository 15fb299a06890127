import { reason } from "../lifecycle/model/errors";
import type { Properties } from "../lifecycle/model/properties";
import type { SecretPath } from "../lifecycle/model/secretPaths";
import { isUnknown } from "../lifecycle/model/unknowns";
import {
  configuredMaxConcurrentRequests,
  configuredOwnerTag,
  configuredPlatform,
  type Sources,
} from "../operations/settings";
import { SETTING } from "../platform/settingNames";
import { nearest } from "../util/didYouMean";
import { listInWords } from "../util/words";

/** The names of the provider's inputs. */
const SETTING_NAMES: readonly string[] = Object.keys(SETTING);

/** Where the provider's inputs are secret. */
export const SECRET_SETTINGS: readonly SecretPath[] = Object.entries(SETTING).flatMap(([name, setting]) =>
  "secret" in setting ? [[name]] : [],
);

const NAMESPACE = /^act365:/;

/** Inputs of every provider that are for the engine. */
const ENGINE_NAMES = ["version", "pluginDownloadURL"];

/** What is wrong with the provider's inputs. A missing secret is not an error: a preview needs none. */
export function settingProblems(inputs: Properties): string[] {
  const names = Object.keys(inputs).filter((name) => !SETTING_NAMES.includes(name) && !ENGINE_NAMES.includes(name));
  const known = Object.entries(inputs).filter(([, value]) => !isUnknown(value));
  const given = Object.fromEntries(known);
  // Only what comes from the program or the stack is checked here; operations check the environment when they need it.
  const sources: Sources = { configuration: settingIn(given), environment: {} };
  const checks = [configuredPlatform, configuredOwnerTag, configuredMaxConcurrentRequests];
  return [...names.map(unknownName), ...checks.flatMap((check) => problemOf(() => check(sources)))];
}

function unknownName(name: string): string {
  const meant = nearest(name, SETTING_NAMES);
  const hint = meant === undefined ? `there are ${listInWords(SETTING_NAMES)}` : `did you mean ${meant}?`;
  return `${name} is not a setting of act365: ${hint}`;
}

function problemOf(check: () => unknown): string[] {
  try {
    check();
    return [];
  } catch (error) {
    return [reason(error)];
  }
}

/** Looks settings up in a provider's inputs, which have no namespace. */
export function settingIn(inputs: Properties): Sources["configuration"] {
  return (key) => inputs[key.replace(NAMESPACE, "")];
}

/**
 * The provider's inputs by name, from those of this plugin or of the front end for dynamic resources, whose keys have a
 * namespace and stand among those of the whole stack.
 */
export function plainNames(inputs: Properties): Properties {
  const entries = Object.entries(inputs).map(([key, value]) => [key.replace(NAMESPACE, ""), value] as const);
  return Object.fromEntries(entries.filter(([name]) => !name.includes(":")));
}
