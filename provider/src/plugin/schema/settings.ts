import { SETTING } from "../../platform/settingNames";
import type { PropertySpec, PropertySpecs } from "./spec";

/**
 * The settings: as stack configuration, and as inputs of an explicit provider. None is required, and none has the
 * `defaultInfo` by which an SDK fills in environment variables: that would copy secrets of the environment into the state, and
 * keep them there. The plugin reads the environment itself, with every command.
 */
export const settingSpecs: PropertySpecs = Object.fromEntries(
  Object.entries(SETTING).map(([name, setting]) => [name, settingSpec(setting)]),
);

function settingSpec(setting: (typeof SETTING)[keyof typeof SETTING]): PropertySpec {
  const { type, description } = setting;
  const variable = "variable" in setting ? `the environment variable \`${setting.variable}\`` : undefined;
  const otherwise = "defaultInWords" in setting ? setting.defaultInWords : undefined;
  const byDefault = [variable, otherwise].filter((each) => each !== undefined).join(", else ");
  const always = "secret" in setting ? " Secret, even if given as a plain value." : "";
  return {
    type,
    description: `${description}${always} Default: ${byDefault}.`,
    ...("secret" in setting ? { secret: setting.secret } : {}),
  };
}
