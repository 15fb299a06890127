import { join } from "node:path";
import { build, type Metafile } from "esbuild";
import { header } from "./launcher";

/** The plugin as one program that needs no other file. */
interface Bundle {
  readonly text: string;
  /** What it was made of. */
  readonly parts: Metafile;
}

/**
 * Bundles the plugin, in memory.
 * @param root the checkout
 * @param needed the oldest Node.js that it runs on, such as "20.18.1"
 */
export async function bundlePlugin(root: string, needed: string): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["provider/src/plugin/main.ts"],
    outfile: join("provider", "plugin", "bundle.js"),
    write: false,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: `node${needed}`,
    minify: true,
    // The licenses are in a file beside the program.
    legalComments: "none",
    banner: { js: header(needed) },
    metafile: true,
    logLevel: "warning",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("esbuild wrote nothing");
  return { text: file.text, parts: metafile };
}
