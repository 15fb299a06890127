import { REPOSITORY } from "./texts";

/** What each language calls the SDK, and what it needs. Every SDK has the version that the schema had. */
export const languages = {
  nodejs: {
    // `pulumi-act365` on npm is the dynamic resource.
    packageName: "pulumi-act365-sdk",
    packageDescription: "Declare Act! 365 element instances (SAP Open Connectors, formerly Cloud Elements) in Pulumi.",
    respectSchemaVersion: true,
  },
  python: {
    packageName: "pulumi_act365",
    pyproject: { enabled: true },
    inputTypes: "classes-and-dicts",
    respectSchemaVersion: true,
  },
  go: {
    // Ends in the package's folder; the folder above it is the module.
    importBasePath: `${REPOSITORY.replace("https://", "")}/sdk/go/act365`,
    generateResourceContainerTypes: true,
    respectSchemaVersion: true,
  },
  csharp: {
    // With the package's name this makes PulumiAct365.Act365.
    rootNamespace: "PulumiAct365",
    namespaces: { act365: "Act365" },
    packageReferences: { Pulumi: "3.*" },
    respectSchemaVersion: true,
  },
  java: {
    // With the package's name this makes io.github.pulumiact365.act365.
    basePackage: "io.github.pulumiact365",
    buildFiles: "gradle",
    dependencies: { "com.pulumi:pulumi": "1.16.0" },
  },
} as const;
