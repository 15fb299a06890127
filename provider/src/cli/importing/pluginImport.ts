import { ACT_365 } from "../../elements/actessentials";
import { PLUGIN_TYPE } from "../../operations/resourceTypes";
import { listInWords } from "../../util/words";
import { shellArgument } from "../shellArgument";
import { plain } from "../table";
import { type Imported, importFileOf } from "./importFile";
import { secretInputs } from "./program";

/** The file for `pulumi import --file`: the engine reads the instances through the plugin. */
export function pluginImportFile(imported: readonly Imported[]): string {
  return importFileOf(imported.map(({ resource, instance: { id } }) => ({ type: PLUGIN_TYPE, name: resource, id })));
}

/** Whether a text is a file that this command wrote: others name the same resources, but rarely in just this form. */
export function isPluginImportFile(text: string, resources: readonly Record<string, unknown>[]): boolean {
  const isWritten = ({ type, id, ...others }: Record<string, unknown>) =>
    type === PLUGIN_TYPE && /^\d+$/.test(String(id)) && Object.keys(others).join() === "name";
  return resources.every(isWritten) && text === importFileOf(resources);
}

/**
 * What is to be done with the file.
 * @param out its name
 * @param place the options that name folder and stack
 */
export function pluginNextSteps(imported: readonly Imported[], out: string, place: string): string {
  const keys = ACT_365.credentials.map(({ input }) => input);
  const others = imported.flatMap(({ resource, declaration }) => {
    const secrets = secretInputs(declaration).filter((input) => !keys.includes(input));
    return secrets.length === 0 ? [] : [`    ${plain(`${resource}: ${secrets.join(", ")}`)}\n`];
  });
  const secret =
    others.length === 0 ? "" : `    Secrets that stay as they are until the program declares them:\n${others.join("")}`;
  const count = imported.length;
  return `
${count} ${count === 1 ? "instance" : "instances"} in ${out}, without secrets. Next:
  pulumi import --file ${shellArgument(out)}${place}
    (reads them through the plugin, and prints the code that declares them, without secrets: add it to the program)
  pulumi config set --secret NAME${place}
    (prompts for the value. Give each resource in the code its ${listInWords(keys)}, as such secrets)
${secret}  pulumi up${place}    (sends the keys and the owner tags, with one PUT for each instance)
`;
}
