import { join } from "node:path";

/** The folder with the plugin, as `npm run build` makes it. */
export const PLUGIN_FOLDER = join(__dirname, "..", "..", "provider", "plugin");

/** The plugin's executable. */
export const EXECUTABLE = "pulumi-resource-act365";
