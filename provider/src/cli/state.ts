import { TYPE, TYPES } from "../operations/resourceTypes";
import { samePlatform } from "../platform/baseUrl";
import { isRecord, parseJson } from "../util/json";
import { CommandError } from "./errors";
import { type PluginUse, pluginInState } from "./pluginUse";
import { pulumi } from "./pulumiCommand";
import type { Stack } from "./stack";
import type { Surroundings } from "./surroundings";

/** An Act! 365 instance as a stack's state holds it. */
interface InStack {
  readonly id: string;
  /** The resource's name. */
  readonly name: string;
  readonly baseUrl: string | undefined;
  /** Secret: the element token; undefined where secrets were not asked for. */
  readonly token: string | undefined;
}

/** A stack's state, as far as it is about Act! 365. */
export interface StackState {
  readonly instances: readonly InStack[];
  /** Names that resources of the type have, also those that are only read. */
  readonly names: readonly string[];
  /**
   * The recorded base URL by the id of every instance that occurs, also one that is only read, or that an interrupted
   * operation is about.
   */
  readonly mentioned: ReadonlyMap<string, string | undefined>;
  /** What the resources' URNs give as types: each after those of its parents, joined by "$". */
  readonly types: ReadonlySet<string>;
  /** The provider plugin, where it made anything in the state. */
  readonly plugin: PluginUse | undefined;
  /** Whether it holds dynamic resources of the package. */
  readonly dynamic: boolean;
  /** Whether it holds no resources at all: the stack was never updated here, or was destroyed. */
  readonly empty: boolean;
  /** Whether an update is under way, or one was killed and has left operations behind. */
  readonly pending: boolean;
}

/** @throws CommandError if the state cannot be read: treating it as empty would make all instances orphans */
export async function readState(stack: Stack, around: Surroundings, showSecrets = false): Promise<StackState> {
  const { resources, pending } = await exported(stack.fullName, stack.folder, around, showSecrets);
  checkOwn(resources, stack);
  return stateIn(resources, pending);
}

/** The state of another stack of the project. @param folder the project's @throws CommandError */
export async function readOtherState(fullName: string, folder: string, around: Surroundings): Promise<StackState> {
  const { resources, pending } = await exported(fullName, folder, around, false);
  return stateIn(resources, pending);
}

/** What a state holds. */
interface Exported {
  readonly resources: readonly unknown[];
  readonly pending: readonly unknown[];
}

async function exported(
  fullName: string,
  folder: string,
  around: Surroundings,
  showSecrets: boolean,
): Promise<Exported> {
  const args = ["stack", "export", "--stack", fullName, ...(showSecrets ? ["--show-secrets"] : [])];
  const parsed = parseJson(await pulumi(args, folder, around));
  const deployment = isRecord(parsed) ? parsed["deployment"] : undefined;
  if (!isRecord(deployment))
    throw new CommandError("pulumi stack export printed no state: check the Pulumi CLI's version");
  const { resources = [], pending_operations: pending } = deployment;
  if (!Array.isArray(resources)) throw new CommandError("pulumi stack export printed a state of an unknown form");
  return { resources, pending: Array.isArray(pending) ? pending : [] };
}

function stateIn(resources: readonly unknown[], pending: readonly unknown[]): StackState {
  const interrupted = pending.flatMap((operation) => (isRecord(operation) ? [operation["resource"]] : []));
  const all = [...resources, ...interrupted].filter(isRecord);
  return {
    instances: resources.flatMap((resource) =>
      isRecord(resource) && resource["external"] !== true ? instanceIn(resource) : [],
    ),
    names: resources.flatMap((resource) => (isRecord(resource) && isInstance(resource) ? [nameIn(resource)] : [])),
    mentioned: new Map(all.flatMap(instanceIn).map(({ id, baseUrl }) => [id, baseUrl])),
    types: new Set(all.map((resource) => urnParts(resource)[2] ?? "")),
    plugin: pluginInState(all),
    dynamic: all.some(({ type }) => type === TYPE),
    empty: resources.length === 0,
    pending: pending.length > 0,
  };
}

function isInstance(resource: Record<string, unknown>): boolean {
  return TYPES.includes(resource["type"]);
}

/** The ids that the state holds on this platform: the same id elsewhere is another instance. */
export function idsOn(baseUrl: string, { instances }: StackState): Set<string> {
  const here = instances.filter((one) => one.baseUrl === undefined || samePlatform(one.baseUrl, baseUrl));
  return new Set(here.map(({ id }) => id));
}

/** Owner tags are compared with project and stack: if those were wrong, all instances would be orphans. */
function checkOwn(resources: readonly unknown[], { project, name }: Stack): void {
  const parts = resources.flatMap((resource) => (isRecord(resource) ? [urnParts(resource)] : []));
  const other = parts.find(([stack, named]) => named !== undefined && (stack !== name || named !== project.name));
  if (other === undefined) return;
  throw new CommandError(
    `The state is that of stack ${other[0]} of project ${other[1]}, not of stack ${name} of project ${project.name}: check the name in Pulumi.yaml`,
  );
}

function urnParts(resource: Record<string, unknown>): string[] {
  return String(resource["urn"])
    .replace(/^urn:pulumi:/, "")
    .split("::");
}

/** The name may hold "::" itself. */
function nameIn(resource: Record<string, unknown>): string {
  return urnParts(resource).slice(3).join("::");
}

function instanceIn(resource: Record<string, unknown>): InStack[] {
  if (!isInstance(resource)) return [];
  const { id, urn, outputs } = resource;
  if (typeof id !== "string" || typeof urn !== "string") return [];
  const { baseUrl, token } = isRecord(outputs) ? outputs : {};
  return [{ id, name: nameIn(resource), baseUrl: text(baseUrl), token: secretText(token) }];
}

/** The engine writes a secret as an object with its JSON text. */
function secretText(value: unknown): string | undefined {
  return isRecord(value) ? text(parseJson(String(value["plaintext"]))) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
