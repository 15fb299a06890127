import { isAbsolute, resolve } from "node:path";
import { PACKAGE, PLUGIN_TYPE } from "../operations/resourceTypes";
import { isRecord } from "../util/json";

const PROVIDER_TYPE = `pulumi:providers:${PACKAGE}`;

/** The provider plugin, as a project or a state asks for it. */
export interface PluginUse {
  /** The versions that are asked for, without "v": the engine takes no other. None where any will do. */
  readonly versions: readonly string[];
  /** Where to download it from; undefined where that is not said. */
  readonly server: string | undefined;
  /** Folders that Pulumi.yaml names for it: the engine looks nowhere else. */
  readonly folders: readonly string[];
}

/**
 * What Pulumi.yaml says of the plugin; undefined where it does not name it.
 * @param folder that of Pulumi.yaml
 */
export function pluginInProject(projectFile: Readonly<Record<string, unknown>>, folder: string): PluginUse | undefined {
  const asked = packagesIn(projectFile);
  const given = providersIn(projectFile);
  if (asked.length === 0 && given.length === 0) return undefined;
  const local = asked.flatMap(({ source }) => (source.startsWith(".") || isAbsolute(source) ? [source] : []));
  const versions = versionsIn(asked);
  return {
    versions: versions.length > 0 ? versions : versionsIn(given),
    server: asked.find(({ pluginDownloadURL }) => pluginDownloadURL !== undefined)?.pluginDownloadURL,
    folders: [...given.flatMap(({ path }) => path ?? []), ...local].map((path) => resolve(folder, path)),
  };
}

/** What a state says of the plugin; undefined where nothing in it is the plugin's. */
export function pluginInState(resources: readonly Record<string, unknown>[]): PluginUse | undefined {
  const providers = resources.filter(({ type }) => type === PROVIDER_TYPE);
  if (providers.length === 0 && !resources.some(({ type }) => type === PLUGIN_TYPE)) return undefined;
  const inputs = providers.flatMap((provider) => (isRecord(provider["inputs"]) ? [provider["inputs"]] : []));
  return {
    versions: versionsIn(inputs),
    server: inputs.map(({ pluginDownloadURL }) => text(pluginDownloadURL)).find((server) => server !== undefined),
    folders: [],
  };
}

/** What is asked for: by the project; what it does not say, by the state. */
export function pluginAskedFor(project: PluginUse | undefined, state: PluginUse | undefined): PluginUse | undefined {
  if (project === undefined || state === undefined) return project ?? state;
  const { versions, server = state.server, folders } = project;
  return { versions: versions.length > 0 ? versions : state.versions, server, folders };
}

/** An entry is a text such as "act365@1.0.0", or an object; its key is the package's name. */
function packagesIn({ packages }: Readonly<Record<string, unknown>>) {
  return Object.entries(isRecord(packages) ? packages : {}).flatMap(([name, entry]) => {
    const [written = "", after] = typeof entry === "string" ? entry.split("@", 2) : [];
    const { source = written, version = after, pluginDownloadURL } = isRecord(entry) ? entry : {};
    if (name !== PACKAGE && source !== PACKAGE) return [];
    return [{ source: text(source) ?? "", version, pluginDownloadURL: text(pluginDownloadURL) }];
  });
}

function providersIn({ plugins }: Readonly<Record<string, unknown>>) {
  const listed = isRecord(plugins) ? plugins["providers"] : undefined;
  return (Array.isArray(listed) ? listed : []).flatMap((entry: unknown) =>
    isRecord(entry) && entry["name"] === PACKAGE ? [{ path: text(entry["path"]), version: entry["version"] }] : [],
  );
}

function versionsIn(entries: readonly { readonly version?: unknown }[]): string[] {
  const versions = entries.flatMap(({ version }) => text(version)?.replace(/^v/, "") ?? []);
  return [...new Set(versions)];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
