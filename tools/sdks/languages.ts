/** The languages that have an SDK, as `pulumi package gen-sdk` calls them. YAML needs none. */
export const LANGUAGES = ["nodejs", "python", "go", "dotnet", "java"] as const;

/** One of them. */
export type Language = (typeof LANGUAGES)[number];

/** Whether it is the name of one of them. */
export function isLanguage(name: string): name is Language {
  return (LANGUAGES as readonly string[]).includes(name);
}
