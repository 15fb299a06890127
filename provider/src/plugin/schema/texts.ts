export const REPOSITORY = "https://github.com/pulumi-act365/pulumi-act365";

/** For people who look for a package. */
export const DESCRIPTION =
  "Declare Act! 365 element instances (SAP Open Connectors, formerly Cloud Elements) in a Pulumi program of any language.";

/** For people who search; those with a slash have a meaning in Pulumi's Registry. */
export const KEYWORDS = [
  "pulumi",
  "act365",
  "act! 365",
  "sap open connectors",
  "cloud elements",
  "category/infrastructure",
  "kind/native",
];
