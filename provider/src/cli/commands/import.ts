import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { ACT_365 } from "../../elements/actessentials";
import { check } from "../../lifecycle/check";
import { RESERVED_PREFIX } from "../../lifecycle/model/tags";
import { type Declared, declarationOf, isList, SecretValue } from "../../lookups/declaration";
import { samePlatform } from "../../platform/baseUrl";
import type { Instance } from "../../platform/instance";
import type { Options } from "../commandLine";
import { CommandError, UsageError } from "../errors";
import { checkChoice, chosen, importable } from "../importing/choose";
import { isImportFile, write } from "../importing/files";
import { checkLanguage, frontEndOf } from "../importing/frontEnd";
import { type Imported, importFile } from "../importing/importFile";
import { Names, resourceName } from "../importing/names";
import { nextSteps, placeOf } from "../importing/nextSteps";
import { pluginImportFile, pluginNextSteps } from "../importing/pluginImport";
import { program } from "../importing/program";
import { ownersOf } from "../instances";
import { type Access, openPlatform } from "../platformSession";
import { pulumi } from "../pulumiCommand";
import { folderOf } from "../stack";
import { idsOn, readState, type StackState } from "../state";
import type { Surroundings } from "../surroundings";
import { plain } from "../table";
import { isAtLeast, OLDEST_PULUMI_FOR_IMPORT, versionIn } from "../versions";

/** Where the import file goes unless `--out` says otherwise. */
const IMPORT_FILE = "act365-import.json";

/** Checks the command line before anything is read. @throws UsageError */
export function checkImport(ids: readonly string[], options: Options, around: Surroundings): void {
  checkChoice(ids, options);
  frontEndOf(options);
  const { code, out = IMPORT_FILE } = options;
  const folder = folderOf(options, around);
  if (code !== undefined && resolve(folder, code) === resolve(folder, out))
    throw new UsageError("--code and --out name the same file.");
  if (existsSync(resolve(folder, out)) && !isImportFile(resolve(folder, out)))
    throw new UsageError(`${out} exists already, and is not an import file: name another file with --out.`);
  if (code !== undefined && existsSync(resolve(folder, code))) {
    throw new UsageError(`${code} exists already: name a new file with --code.`);
  }
}

/** Writes the import file and the program. @returns the exit status */
export async function importInstances(ids: readonly string[], options: Options, access: Access): Promise<number> {
  const { stack, around } = access;
  const frontEnd = frontEndOf(options);
  checkLanguage(frontEnd, stack?.project);
  if (frontEnd === "dynamic") await checkCli(folderOf(options, around), around);
  const session = openPlatform(access);
  const found = await chosen(ids, options, session, around);
  const state = stack === undefined ? undefined : await readState(stack, around);
  const held = state === undefined ? new Set<string>() : idsOn(session.baseUrl, state);
  const instances = importable(found, stack, held, around);
  warnOfOtherUrls(instances, session.baseUrl, state, around);
  if (instances.length === 0) throw new CommandError("There is nothing to import. See pulumi-act365 list");

  const catalogue = await session.platform.element();
  const names = new Names(state?.names);
  const imported = instances.map((instance): Imported => {
    // An orphan of this stack keeps the name that its owner tag has.
    const name = ownersOf(instance)[0]?.owner.resource ?? resourceName(instance.name ?? "");
    const declaration = declarationOf(instance, session.element, catalogue);
    return { resource: names.unique(name, `-${instance.id}`), instance, declaration };
  });
  for (const one of imported) warn(one, access);

  const { out = IMPORT_FILE } = options;
  if (frontEnd === "plugin") {
    writeImportFile(pluginImportFile(imported), out, options, around);
    around.messages.write(pluginNextSteps(imported, out, placeOf(options)));
  } else writeDynamic(imported, session.baseUrl, { ...options, out }, around);
  return 0;
}

/** Writes the import file and the program of dynamic resources. */
function writeDynamic(
  imported: readonly Imported[],
  baseUrl: string,
  options: Options & { out: string },
  around: Surroundings,
): void {
  const { code, out, sharedKeys } = options;
  const written = program(imported, sharedKeys);
  // The program first: unlike the import file, it must not exist yet.
  if (code !== undefined) write(folderOf(options, around), code, written.text, "wx");
  writeImportFile(importFile(imported, baseUrl), out, options, around);
  if (code === undefined) around.output.write(written.text);
  around.messages.write(nextSteps(imported.length, options, written));
}

function writeImportFile(text: string, out: string, options: Options, around: Surroundings): void {
  const folder = folderOf(options, around);
  if (existsSync(resolve(folder, out))) around.messages.write(`${out} was overwritten\n`);
  write(folder, out, text, "w");
}

/** An id is a number that another platform may give, too; but the two may be one platform, under two names. */
function warnOfOtherUrls(
  instances: readonly Instance[],
  baseUrl: string,
  state: StackState | undefined,
  { messages }: Surroundings,
): void {
  for (const { id } of instances) {
    const recorded = state?.mentioned.get(id);
    if (recorded === undefined || samePlatform(recorded, baseUrl)) continue;
    messages.write(
      `warning: ${id}: this stack's state holds an instance with this id at ${plain(recorded)}. If that is the same ` +
        "platform, do not import it: two resources would manage one instance\n",
    );
  }
}

/** Without a CLI, the files may still be written, for another machine. A CLI that is too old would fail on them. */
async function checkCli(folder: string, around: Surroundings): Promise<void> {
  const printed = await pulumi(["version"], folder, around).catch((error: unknown) => {
    if (around.signal.aborted) throw error;
    return "";
  });
  const version = versionIn(printed);
  if (version === undefined || isAtLeast(version, OLDEST_PULUMI_FOR_IMPORT)) return;
  throw new CommandError(
    `Pulumi ${version} cannot import what this command writes. Upgrade to ${OLDEST_PULUMI_FOR_IMPORT} or later. Nothing was written`,
  );
}

/** Warns of what the program cannot declare as it is. */
function warn({ instance, declaration }: Imported, { around }: Access): void {
  const warning = (text: string) => around.messages.write(`warning: ${instance.id}: ${plain(text)}\n`);
  const owned = ownersOf(instance).map(({ tag }) => tag);
  const reserved = (instance.tags ?? []).filter((tag) => tag.startsWith(RESERVED_PREFIX) && !owned.includes(tag));
  if (reserved.length > 0)
    warning(`the first pulumi up removes the tag ${reserved.join(", ")}: programs cannot declare it`);
  const given = Object.fromEntries(Object.entries(declaration).map(([name, value]) => [name, completed(value)]));
  for (const failure of check(given, ACT_365)) warning(`correct the program: ${failure.reason}`);
}

/** The value with a stand-in for each secret, so that `check` can judge what the program declares. */
function completed(value: Declared): unknown {
  if (value instanceof SecretValue) return "https://given";
  if (value === null || typeof value !== "object") return value;
  if (isList(value)) return value.map(completed);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, completed(item)]));
}
