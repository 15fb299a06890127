/** The repository's page. */
export const REPOSITORY = "https://github.com/pulumi-act365/pulumi-act365";

/** The first line that people see of the package. */
export const DESCRIPTION =
  "Declare Act! 365 element instances (SAP Open Connectors, formerly Cloud Elements) in a Pulumi program of any language.";

/** What people search for. Those with a slash mean something to Pulumi's Registry. */
export const KEYWORDS = [
  "pulumi",
  "act365",
  "act! 365",
  "sap open connectors",
  "cloud elements",
  "category/infrastructure",
  "kind/native",
];
