// The part of Pulumi's package schema that this package uses. Whole: https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/

/** The type of a value. */
export type TypeSpec =
  | { readonly type: "string" | "integer" | "number" | "boolean" }
  | { readonly type: "array"; readonly items: TypeSpec }
  | { readonly type: "object"; readonly additionalProperties: TypeSpec }
  | { readonly oneOf: readonly TypeSpec[] }
  | { readonly $ref: string };

/** An input or an output. */
export type PropertySpec = TypeSpec & {
  readonly description: string;
  readonly secret?: true;
};

/** Properties by name. */
export type PropertySpecs = Readonly<Record<string, PropertySpec>>;

/** An object with properties of its own. */
export interface ObjectTypeSpec {
  readonly description?: string;
  readonly type?: "object";
  readonly properties: PropertySpecs;
  /** The names of properties that are always there. */
  readonly required?: readonly string[];
}

/** A type of resource. Its `properties` are the outputs. */
export interface ResourceSpec extends ObjectTypeSpec {
  readonly inputProperties: PropertySpecs;
  readonly requiredInputs?: readonly string[];
  /** What a list of such resources can be narrowed down by. */
  readonly listInputs?: ObjectTypeSpec;
  readonly aliases?: readonly { readonly type: string }[];
}

/** A function that programs call. */
export interface FunctionSpec {
  readonly description: string;
  readonly inputs: ObjectTypeSpec;
  readonly outputs: ObjectTypeSpec;
}

/** The whole schema. */
export interface PackageSpec {
  readonly name: string;
  readonly displayName: string;
  readonly version?: string;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly homepage: string;
  readonly license: string;
  readonly repository: string;
  readonly logoUrl: string;
  readonly pluginDownloadURL: string;
  readonly publisher: string;
  readonly meta?: { readonly supportPack: true };
  readonly language: Readonly<Record<string, object>>;
  readonly config: { readonly variables: PropertySpecs };
  readonly provider: Omit<ResourceSpec, "properties"> & { readonly properties?: PropertySpecs };
  readonly types: Readonly<Record<string, ObjectTypeSpec>>;
  readonly resources: Readonly<Record<string, ResourceSpec>>;
  readonly functions: Readonly<Record<string, FunctionSpec>>;
}
