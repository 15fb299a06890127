import { reason } from "../../lifecycle/model/errors";
import { NotFoundError } from "../../platform/errors";
import { ageOf } from "../age";
import type { Options } from "../commandLine";
import { CommandError, UsageError } from "../errors";
import { isOf } from "../importing/choose";
import { listAll, ownersOf, ownerText } from "../instances";
import { type Access, openPlatform } from "../platformSession";
import type { Stack } from "../stack";
import { idsOn, readState } from "../state";
import type { Surroundings } from "../surroundings";
import { plain, table } from "../table";

/** An instance of this stack's declarations with which something is wrong. */
interface Suspect {
  readonly id: string;
  readonly name: string | null;
  readonly createdDate: string | null;
  readonly ownerTag: string;
  readonly owner: { readonly project: string; readonly stack: string; readonly resource: string };
  /** Whether the stack's state holds it. */
  readonly inState: boolean;
  /** Ids of other instances with the same owner tag. */
  readonly sharedWith: readonly string[];
}

/** @throws UsageError where a deletion could not be confirmed */
export function checkOrphans(options: Options, { ask }: Surroundings): void {
  if (options.yes && !options.delete) throw new UsageError("--yes is for --delete.");
  if (options.delete && options.json && !options.yes) throw new UsageError("--delete with --json needs --yes.");
  if (options.delete && !options.yes && ask === undefined) {
    throw new UsageError("--delete asks first, and there is no terminal: add --yes to delete without the question.");
  }
}

/** Shows, and deletes if asked to, what the stack's state has lost. @returns the exit status */
export async function orphans(options: Options, access: Access & { stack: Stack }): Promise<number> {
  const { output, messages, clock } = access.around;
  const { suspects, pending } = await look(access);
  if (options.json) output.write(`${JSON.stringify(suspects, undefined, 2)}\n`);
  else if (suspects.length > 0) output.write(tableOf(suspects, clock.now(), output.columns));
  const lost = suspects.filter(({ inState }) => !inState);
  if (suspects.length === 0) {
    messages.write(`No orphans of ${access.stack.project.name}/${access.stack.name}.\n`);
    return 0;
  }
  if (!options.delete) {
    messages.write(
      "pulumi up takes over what its program still declares. orphans --delete deletes what the state does not hold\n",
    );
    return 1;
  }
  if (pending) {
    throw new CommandError(
      "Nothing was deleted: the state has pending operations. If an update is under way, wait for it. If one was killed, run " +
        "pulumi up, which takes over what it left, or pulumi refresh --clear-pending-creates",
    );
  }
  if (lost.length === 0) return 1;
  if (!(await confirmed(lost, options, access.around))) {
    messages.write("Nothing was deleted\n");
    return 1;
  }
  const failures = await deleteAll(lost, access);
  const kept = suspects.filter(({ inState }) => inState);
  // Two that the state holds, with one owner tag, are not this command's to delete.
  const shared = kept.some(({ sharedWith }) => kept.some(({ id }) => sharedWith.includes(id)));
  return failures > 0 || shared ? 1 : 0;
}

async function look(access: Access & { stack: Stack }): Promise<{ suspects: Suspect[]; pending: boolean }> {
  const { stack, around } = access;
  const session = openPlatform(access);
  const instances = await listAll({}, session, around);
  // Read after the list: what an update creates meanwhile is then in the state, or not in the list.
  const state = await readState(stack, around);
  const held = idsOn(session.baseUrl, state);
  const all = instances.flatMap((instance) =>
    ownersOf(instance)
      .filter(({ owner }) => isOf(owner, stack))
      .map(({ tag, owner: { hash: _, ...owner } }) => ({ instance, tag, owner })),
  );
  const suspects = all.map(({ instance, tag, owner }) => ({
    id: instance.id,
    name: instance.name ?? null,
    createdDate: instance.createdDate ?? null,
    ownerTag: tag,
    owner,
    inState: held.has(instance.id),
    sharedWith: all
      .filter((other) => other.tag === tag && other.instance !== instance)
      .map((other) => other.instance.id),
  }));
  const wrong = suspects.filter(({ inState, sharedWith }) => !inState || sharedWith.length > 0);
  return { suspects: wrong, pending: state.pending };
}

function tableOf(suspects: readonly Suspect[], now: number, columns: number | undefined): string {
  return table(
    HEADER,
    suspects.map((one) => row(one, now)),
    columns,
  );
}

const HEADER = ["ID", "NAME", "AGE", "DECLARATION", "IN STATE", "SAME OWNER TAG AS"];

function row({ id, name, createdDate, owner, inState, sharedWith }: Suspect, now: number): string[] {
  return [id, name ?? "", ageOf(createdDate, now), ownerText(owner), inState ? "yes" : "no", sharedWith.join(", ")];
}

async function confirmed(lost: readonly Suspect[], { yes }: Options, { ask }: Surroundings): Promise<boolean> {
  if (yes) return true;
  const list = lost.map(({ id, name }) => `${id} (${plain(name ?? "")})`).join(", ");
  const question = `Delete ${list}? Their tokens stop working. Type yes to delete: `;
  return (await ask?.(question))?.trim() === "yes";
}

/** @returns how many could not be deleted */
async function deleteAll(lost: readonly Suspect[], access: Access): Promise<number> {
  const { messages } = access.around;
  let failures = 0;
  for (const { id, ownerTag } of lost) {
    try {
      messages.write(`${id}: ${await deleteOne(id, ownerTag, access)}\n`);
    } catch (error) {
      if (access.around.signal.aborted) throw error;
      failures += 1;
      messages.write(`error: ${id} was not deleted: ${access.state.redactor.quote(reason(error), 1_000)}\n`);
    }
  }
  return failures;
}

async function deleteOne(id: string, ownerTag: string, access: Access): Promise<string> {
  const { platform } = openPlatform(access, "delete");
  try {
    // Somebody may have taken it over since it was listed.
    if ((await platform.get(id)).tags?.includes(ownerTag) !== true)
      return "kept, since its owner tag has changed meanwhile";
    await platform.delete(id);
    return "deleted";
  } catch (error) {
    if (error instanceof NotFoundError) return "is gone already";
    throw error;
  }
}
