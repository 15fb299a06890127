import { ageOf } from "../age";
import type { Options } from "../commandLine";
import { CommandError, UsageError } from "../errors";
import { isOf } from "../importing/choose";
import { listAll, ownersOf, ownerText } from "../instances";
import { jsonText } from "../jsonText";
import { deleteAll, PENDING } from "../orphans/deletion";
import type { Suspect } from "../orphans/suspect";
import { type Access, openPlatform } from "../platformSession";
import type { Stack } from "../stack";
import { idsOn, readState } from "../state";
import type { Surroundings } from "../surroundings";
import { plain, table } from "../table";

const EMPTY =
  "the state is empty. If another backend has a stack with this project and stack name, these may be its instances: do " +
  "not delete them";

/** @throws UsageError where a deletion could not be confirmed */
export function checkOrphans(options: Options, { ask }: Surroundings): void {
  if (options.yes && !options.delete) throw new UsageError("--yes only works with --delete.");
  if (options.delete && options.json && !options.yes) throw new UsageError("--delete with --json needs --yes.");
  if (options.delete && !options.yes && ask === undefined) {
    throw new UsageError("--delete asks for confirmation, but there is no terminal: add --yes to delete without it.");
  }
}

/** Shows instances of the stack that are not in its state, and deletes them if asked to. @returns the exit status */
export async function orphans(options: Options, access: Access & { stack: Stack }): Promise<number> {
  const { output, messages, clock } = access.around;
  const { suspects, pending, empty } = await look(access);
  if (options.json) output.write(`${jsonText(suspects, 2)}\n`);
  else if (suspects.length > 0) output.write(tableOf(suspects, clock.now(), output.columns));
  const lost = suspects.filter(({ inState }) => !inState);
  if (suspects.length === 0) {
    messages.write(`No orphans of ${access.stack.project.name}/${access.stack.name}.\n`);
    return 0;
  }
  if (empty) messages.write(`warning: ${EMPTY}\n`);
  if (!options.delete) {
    messages.write(
      "pulumi up adopts those that the program still declares. orphans --delete deletes those that are not in the state\n",
    );
    return 1;
  }
  if (pending) throw new CommandError(`Nothing was deleted: ${PENDING}`);
  if (lost.length === 0) return 1;
  if (!(await confirmed(lost, options, access.around))) {
    messages.write("Nothing was deleted\n");
    return 1;
  }
  const failures = await deleteAll(lost, access);
  const kept = suspects.filter(({ inState }) => inState);
  // If two instances in the state share an owner tag, this command must not delete either.
  const shared = kept.some(({ sharedWith }) => kept.some(({ id }) => sharedWith.includes(id)));
  return failures > 0 || shared ? 1 : 0;
}

async function look(
  access: Access & { stack: Stack },
): Promise<{ suspects: Suspect[]; pending: boolean; empty: boolean }> {
  const { stack, around } = access;
  const session = openPlatform(access);
  const instances = await listAll({}, session, around);
  // Read after the list, so that an instance created by a running update is either in the state, or not in the list.
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
  return { suspects: wrong, pending: state.pending, empty: state.empty };
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
