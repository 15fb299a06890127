import { samePlatform } from "../platform/baseUrl";
import { isRecord, parseJson } from "../platform/json";
import { TYPE } from "../resourceType";
import { CommandError } from "./errors";
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
  /** Whether it holds no resources at all: the stack was never updated here, or was destroyed. */
  readonly empty: boolean;
  /** Whether an update is under way, or one was killed and has left operations behind. */
  readonly pending: boolean;
}

/** @throws CommandError if the state cannot be read: treating it as empty would make all instances orphans */
export async function readState(stack: Stack, around: Surroundings, showSecrets = false): Promise<StackState> {
  const args = ["stack", "export", "--stack", stack.fullName, ...(showSecrets ? ["--show-secrets"] : [])];
  const parsed = parseJson(await pulumi(args, stack.folder, around));
  const deployment = isRecord(parsed) ? parsed["deployment"] : undefined;
  if (!isRecord(deployment))
    throw new CommandError("pulumi stack export printed no state: check the Pulumi CLI's version");
  const { resources = [], pending_operations: pending } = deployment;
  if (!Array.isArray(resources)) throw new CommandError("pulumi stack export printed a state of an unknown form");
  checkOwn(resources, stack);
  return {
    instances: resources.flatMap(instanceIn),
    names: resources.flatMap((resource) => (isRecord(resource) && resource["type"] === TYPE ? [nameIn(resource)] : [])),
    empty: resources.length === 0,
    pending: Array.isArray(pending) && pending.length > 0,
  };
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

function instanceIn(resource: unknown): InStack[] {
  if (!isRecord(resource) || resource["type"] !== TYPE || resource["external"] === true) return [];
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
