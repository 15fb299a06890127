import { DECLARED } from "../../lifecycle/model/propertyTable";
import { PACKAGE, PLUGIN_TYPE } from "../../operations/resourceTypes";
import { foundTypes, getInstanceSpec, listInstancesSpec } from "./functions";
import { instanceSpec } from "./instance";
import { languages } from "./languages";
import { typeSpecs } from "./properties";
import { settingSpecs } from "./settings";
import type { PackageSpec } from "./spec";
import { DESCRIPTION, KEYWORDS, REPOSITORY } from "./texts";
import { GET_INSTANCE, LIST_INSTANCES } from "./tokens";

/**
 * The schema of the package, from which SDKs and documentation are made.
 * @param version the package's. Left out in the file in the repository; then `supportPack` must be left out as well, since
 *   `pulumi schema check` refuses it without a version
 */
export function pluginSchema(version?: string): PackageSpec {
  return {
    name: PACKAGE,
    displayName: "Act! 365",
    ...(version === undefined ? {} : { version }),
    description: DESCRIPTION,
    keywords: KEYWORDS,
    homepage: REPOSITORY,
    license: "Apache-2.0",
    repository: REPOSITORY,
    logoUrl: `${REPOSITORY.replace("github.com", "raw.githubusercontent.com")}/main/docs/images/logo.png`,
    pluginDownloadURL: "github://api.github.com/pulumi-act365/pulumi-act365",
    publisher: "pulumi-act365",
    ...(version === undefined ? {} : { meta: { supportPack: true } }),
    language: languages,
    config: { variables: settingSpecs },
    provider: {
      description: "One organization's credentials on one platform, for programs with several organizations.",
      inputProperties: settingSpecs,
    },
    types: { ...typeSpecs(DECLARED), ...foundTypes },
    resources: { [PLUGIN_TYPE]: instanceSpec },
    functions: { [GET_INSTANCE]: getInstanceSpec, [LIST_INSTANCES]: listInstancesSpec },
  };
}
