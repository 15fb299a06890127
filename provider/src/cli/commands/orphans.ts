import type { Owner } from "../../lifecycle/model/ownerTag";
import type { Instance } from "../../platform/instance";
import { ageOf } from "../age";
import type { Options } from "../commandLine";
import { CommandError, UsageError } from "../errors";
import { isOf } from "../importing/choose";
import { listAll, ownersOf, ownerText } from "../instances";
import { jsonText } from "../jsonText";
import { deleteAll } from "../orphans/deletion";
import type { Suspect } from "../orphans/suspect";
import { whyKept } from "../orphans/verdict";
import { type Access, openPlatform } from "../platformSession";
import { type ProjectStates, readProjectStates } from "../projectStates";
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
  const { suspects, states } = await look(access);
  if (options.json) output.write(`${jsonText(suspects, 2)}\n`);
  else if (suspects.length > 0) output.write(tableOf(suspects, clock.now(), output.columns));
  if (states === undefined) {
    messages.write(`No orphans of ${access.stack.project.name}/${access.stack.name}.\n`);
    return 0;
  }
  if (states.own.empty) messages.write(`warning: ${EMPTY}\n`);
  const lost = suspects.filter(({ inState }) => !inState);
  const unsure = states.updating ?? states.unreadable;
  if (options.delete && unsure !== undefined) throw new CommandError(`Nothing was deleted: ${unsure}`);
  const verb = options.delete ? "kept" : "--delete keeps it";
  for (const { id, spared } of lost) if (spared !== null) messages.write(`${id}: ${verb}, since ${spared}\n`);
  if (!options.delete) {
    messages.write(
      "pulumi up adopts those that the program still declares. orphans --delete deletes those that are certainly left over\n",
    );
    return 1;
  }
  const certain = lost.filter(({ spared }) => spared === null);
  if (certain.length === 0) return 1;
  if (!(await confirmed(certain, options, access.around))) {
    messages.write("Nothing was deleted\n");
    return 1;
  }
  const failures = await deleteAll(certain, access);
  const kept = suspects.filter(({ inState }) => inState);
  // If two instances in the state share an owner tag, this command must not delete either.
  const shared = kept.some(({ sharedWith }) => kept.some(({ id }) => sharedWith.includes(id)));
  return failures > 0 || shared || certain.length < lost.length ? 1 : 0;
}

/** An instance with an owner tag of the stack. */
interface Tagged {
  readonly instance: Instance;
  readonly tag: string;
  readonly owner: Omit<Owner, "hash">;
}

/** What is wrong; if anything is, also the states that tell what may be deleted. */
async function look(
  access: Access & { stack: Stack },
): Promise<{ suspects: Suspect[]; states: ProjectStates | undefined }> {
  const { stack, around } = access;
  const session = openPlatform(access);
  const instances = await listAll({}, session, around);
  // Read after the list, so that an instance created by a running update is either in the state, or not in the list.
  const held = idsOn(session.baseUrl, await readState(stack, around));
  const all = instances.flatMap((instance) =>
    ownersOf(instance)
      .filter(({ owner }) => isOf(owner, stack))
      .map(({ tag, owner: { hash: _, ...owner } }): Tagged => ({ instance, tag, owner })),
  );
  const sharing = ({ instance, tag }: Tagged) =>
    all.filter((other) => other.tag === tag && other.instance !== instance).map((other) => other.instance.id);
  const wrong = all.filter((one) => !held.has(one.instance.id) || sharing(one).length > 0);
  if (wrong.length === 0) return { suspects: [], states: undefined };
  const states = await readProjectStates(stack, around);
  const evidence = { stack, states, baseUrl: session.baseUrl, now: around.clock.now() };
  const suspects = wrong.map((one) => ({
    id: one.instance.id,
    name: one.instance.name ?? null,
    createdDate: one.instance.createdDate ?? null,
    ownerTag: one.tag,
    owner: one.owner,
    inState: held.has(one.instance.id),
    sharedWith: sharing(one),
    spared: whyKept(one.instance, evidence),
  }));
  return { suspects, states };
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
