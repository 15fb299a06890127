import { parseArgs } from "node:util";
import { SCHEMA } from "./generate";
import { isLanguage, LANGUAGES, type Language } from "./languages";

/** What `npm run sdks` was asked to do. */
export type Request =
  | { readonly kind: "help" }
  | {
      readonly kind: "generate";
      /** The schema's file. */
      readonly schema: string;
      /** The folder that gets one folder for each language. */
      readonly out: string;
      readonly languages: readonly Language[];
      /** Whether they are for one project. */
      readonly local: boolean;
    };

/** Arguments that make no sense. */
export class UsageError extends Error {}

/** What `npm run sdks -- --help` prints. */
export const HELP = `Usage: npm run sdks -- --out DIR [--schema FILE] [--language LANGUAGE]… [--local]

Writes the SDKs of the plugin into DIR/LANGUAGE.

  --schema FILE        the schema, with a version (default: provider/plugin/schema.json, which \`npm run build\` makes)
  --language LANGUAGE  one of ${LANGUAGES.join(", ")}; may be repeated (default: all)
  --local              for one project, as \`pulumi package add\` writes them, not to be published

The first run builds the code generators with Go, in about 2 minutes, and Pulumi's Java language host in about 4.
`;

/**
 * Reads the arguments after `npm run sdks --`.
 * @throws UsageError
 */
export function parseCommandLine(args: readonly string[]): Request {
  const { help, schema, out, language: languages = [...LANGUAGES], local = false } = optionsIn(args);
  if (help === true) return { kind: "help" };
  if (out === undefined) throw new UsageError("`--out DIR` is missing");
  const unknown = languages.find((language) => !isLanguage(language));
  if (unknown !== undefined) {
    throw new UsageError(`there is no language \`${unknown}\`: it is one of ${LANGUAGES.join(", ")}`);
  }
  return {
    kind: "generate",
    schema: schema ?? SCHEMA,
    out,
    languages: languages.filter(isLanguage),
    local,
  };
}

function optionsIn(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: "boolean", short: "h" },
        schema: { type: "string" },
        out: { type: "string" },
        language: { type: "string", multiple: true },
        local: { type: "boolean" },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
