import type { ClientSession } from "../../operations/openSession";
import { NotFoundError } from "../../platform/errors";
import type { Instance } from "../../platform/instance";
import type { Options } from "../commandLine";
import { CommandError, UsageError } from "../errors";
import { listAll, ownersOf, ownerText } from "../instances";
import type { Stack } from "../stack";
import type { Stream, Surroundings } from "../surroundings";
import { plain } from "../table";

/** @throws UsageError where not exactly one of ids, `--all` and `--tag` is given */
export function checkChoice(ids: readonly string[], { all, tag }: Options): void {
  const ways = [ids.length > 0, all, tag !== undefined].filter((given) => given).length;
  if (ways !== 1) throw new UsageError("import takes ids, or --all, or --tag.");
  const wrong = ids.find((id) => !/^[1-9]\d*$/.test(id));
  if (wrong !== undefined) throw new UsageError(`${JSON.stringify(wrong)} is not the id of an instance.`);
}

/** The instances that were asked for. @throws CommandError that names all ids that do not exist */
export async function chosen(
  ids: readonly string[],
  { tag }: Options,
  session: ClientSession,
  around: Surroundings,
): Promise<Instance[]> {
  if (ids.length === 0) return listAll(tag === undefined ? {} : { tag }, session, around);
  const unique = [...new Set(ids)];
  const found = await Promise.all(unique.map((id) => session.platform.get(id).catch(noneFound)));
  const unknown = unique.filter((_, index) => found[index] === undefined);
  if (unknown.length > 0) throw new CommandError(`There is no instance ${unknown.join(", ")}. See pulumi-act365 list`);
  const { element } = session;
  const instances = found.filter((instance) => instance !== undefined);
  const foreign = instances.find(({ elementKey = element.key }) => elementKey !== element.key);
  if (foreign === undefined) return instances;
  throw new CommandError(`Instance ${foreign.id} belongs to the element ${foreign.elementKey}, not to ${element.name}`);
}

/** Ids that a warning names; a stack of hundreds would fill the terminal. */
const MOST_NAMED = 10;

/** The instances that may be imported: those that another declaration owns, or that the state holds, are left out. */
export function importable(
  instances: readonly Instance[],
  stack: Stack | undefined,
  inState: ReadonlySet<string>,
  { messages }: Surroundings,
): Instance[] {
  warnOfHeld(
    instances.map(({ id }) => id).filter((id) => inState.has(id)),
    messages,
  );
  return instances.filter((instance) => {
    if (inState.has(instance.id)) return false;
    const foreign = ownersOf(instance).find(({ owner }) => !isOf(owner, stack));
    if (foreign === undefined) return true;
    const reason = plain(`${ownerText(foreign.owner)} owns it (tag ${foreign.tag})`);
    messages.write(`warning: ${instance.id} was left out: ${reason}\n`);
    return false;
  });
}

function warnOfHeld(ids: readonly string[], messages: Stream): void {
  if (ids.length === 0) return;
  const [were, they] = ids.length === 1 ? ["was", "it is"] : ["were", "they are"];
  const more = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : "";
  const named = `${ids.slice(0, MOST_NAMED).join(", ")}${more}`;
  messages.write(`warning: ${named} ${were} left out: ${they} already in this stack's state\n`);
}

/** Whether a declaration is one of this stack. */
export function isOf(owner: { readonly project: string; readonly stack: string }, stack: Stack | undefined): boolean {
  return stack !== undefined && owner.project === stack.project.name && owner.stack === stack.name;
}

function noneFound(error: unknown): undefined {
  if (error instanceof NotFoundError) return undefined;
  throw error;
}
