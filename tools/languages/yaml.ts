import type { ProgramLanguage } from "./language";

/** YAML programs name resource types by their tokens: there is nothing to generate or to install. */
export const yaml: ProgramLanguage = {
  name: "YAML",
  host: "yaml",
  sdk: undefined,
  needs: [],
  program: "Pulumi.yaml",
  leftovers: [],
};
