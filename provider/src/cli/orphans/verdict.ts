import { type Owner, ownerTagFor, SELF_MANAGED } from "../../lifecycle/model/ownerTag";
import { TYPE } from "../../operations/resourceTypes";
import { samePlatform } from "../../platform/baseUrl";
import type { Instance } from "../../platform/instance";
import { SETTING } from "../../platform/settingNames";
import { isOf } from "../importing/choose";
import { ownersOf, ownerText } from "../instances";
import type { ProjectStates } from "../projectStates";
import type { Stack } from "../stack";
import type { StackState } from "../state";
import { plain } from "../table";

/** An update that keeps no record until it ends may have made a younger one: milliseconds. */
const YOUNGEST = 10 * 60_000;

/** The plugin does not know the organization, and takes the same name in its place on every backend. */
const OF_ANY_ORGANIZATION =
  "its owner tag is one that the plugin makes in every Pulumi organization, so a stack of the same name elsewhere may hold " +
  "it. If nothing uses it, delete it on the platform. With a text as act365:ownerTag, the plugin's owner tags are certain";

/** What tells whether an instance is left over. */
export interface Evidence {
  readonly stack: Stack;
  readonly states: ProjectStates;
  /** The platform that is asked. */
  readonly baseUrl: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Why an instance with an owner tag of the stack must not be deleted; null if it is certainly left over. */
export function whyKept(instance: Instance, evidence: Evidence): string | null {
  const { states } = evidence;
  return (
    inOwnState(instance.id, states.own, evidence.baseUrl) ??
    inOtherState(instance.id, states.others) ??
    foreignTag(instance, evidence) ??
    tooYoung(instance, evidence.now) ??
    states.updating ??
    states.unreadable ??
    null
  );
}

function inOwnState(id: string, { mentioned }: StackState, baseUrl: string): string | undefined {
  if (!mentioned.has(id)) return undefined;
  const recorded = mentioned.get(id);
  // An id is a number that another platform may give, too. But two spellings may lead to one platform.
  const where = recorded === undefined || samePlatform(recorded, baseUrl) ? "" : `, at ${plain(recorded)}`;
  return `this stack's state holds it${where}`;
}

function inOtherState(id: string, others: ReadonlyMap<string, StackState>): string | undefined {
  const holding = [...others].find(([, { mentioned }]) => mentioned.has(id));
  return holding === undefined ? undefined : `the state of stack ${holding[0]} holds it`;
}

function foreignTag(instance: Instance, { stack, states }: Evidence): string | undefined {
  const owners = ownersOf(instance);
  const other = owners.find(({ owner }) => !isOf(owner, stack));
  if (other !== undefined) return `it also carries the owner tag of ${plain(ownerText(other.owner))}`;
  const isMadeIn = (organization: string) =>
    owners.every(({ tag, owner }) => isMadeHere(tag, owner, stack, { ...states, organization }));
  if (isMadeIn(states.organization)) return undefined;
  if (isMadeIn(SELF_MANAGED)) return OF_ANY_ORGANIZATION;
  return (
    "its owner tag has a hash that this stack does not make: it may be another backend's, of another act365:ownerTag, or " +
    "of another parent. If nothing uses it, delete it on the platform"
  );
}

/** Whether a resource of this name, without a parent or with one like those in the project's states, has this tag. */
function isMadeHere(tag: string, { resource }: Owner, { name, project, configuration }: Stack, states: ProjectStates) {
  const setting = configuration[SETTING.ownerTag.key] || "true";
  return possibleTypes(states).some((types) => {
    const urn = `urn:pulumi:${name}::${project.name}::${types}::${resource}`;
    return ownerTagFor(setting, states.organization, urn) === tag;
  });
}

/** What the URN of an instance may give as types: its own, after those of any parent that occurs. */
function possibleTypes({ own, others }: ProjectStates): string[] {
  const known = [own, ...others.values()].flatMap(({ types }) => [...types]);
  const parents = known.flatMap((types) => {
    const each = types.split("$");
    return each.map((_, index) => each.slice(0, index + 1).join("$"));
  });
  return [TYPE, ...new Set(parents.map((parent) => `${parent}$${TYPE}`))];
}

function tooYoung({ createdDate }: Instance, now: number): string | undefined {
  const age = now - Date.parse(createdDate ?? "");
  if (Number.isNaN(age)) return "its creation date is unknown";
  return age < YOUNGEST ? "it was created less than 10 minutes ago" : undefined;
}
