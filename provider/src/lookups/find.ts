import { LifecycleError } from "../lifecycle/model/errors";
import type { Session } from "../lifecycle/model/session";
import { NotFoundError } from "../platform/errors";
import { stripHtml } from "../platform/htmlStripping";
import type { Instance } from "../platform/instance";
import { distance } from "../util/distance";

/** What a look-up asks for: exactly one of the three. */
export interface Wanted {
  readonly id?: string;
  readonly name?: string;
  readonly tag?: string;
}

/** The most instances that a message lists. */
const MOST_LISTED = 20;
/** Characters by which names are compared: comparing thousands of long ones would take seconds. */
const LONGEST_COMPARED = 64;

/**
 * The one instance that is wanted.
 * @throws LifecycleError "look-up-failed", or the platform's error
 */
export async function findOne(wanted: Wanted, session: Session): Promise<Instance> {
  const what = description(wanted);
  const found = await candidates(wanted, session);
  const [instance] = found;
  if (instance === undefined) {
    const nearest = nearestFirst(await all(session), wanted);
    throw new LifecycleError(
      "look-up-failed",
      `There is no ${session.element.name} instance with ${what}. ${there(nearest)}`,
    );
  }
  if (found.length > 1) {
    throw new LifecycleError(
      "look-up-failed",
      `${found.length} ${session.element.name} instances have ${what}: ${list(found)}. Look one of them up by its id`,
    );
  }
  return instance;
}

/** All instances that carry all of these tags and match the text; without a filter all of the element. */
export async function findAll(
  tags: readonly string[],
  searchText: string | undefined,
  session: Session,
): Promise<Instance[]> {
  const [tag] = tags;
  const filter = { ...(tag === undefined ? {} : { tag }), ...(searchText === undefined ? {} : { searchText }) };
  const found: Instance[] = [];
  for await (const { instances } of session.platform.list(filter)) found.push(...instances);
  // It is not known whether the platform requires all tags of one query, so the others are checked here.
  return found.filter((instance) => tags.every((each) => instance.tags?.includes(each)));
}

async function candidates({ id, name, tag }: Wanted, session: Session): Promise<Instance[]> {
  if (id !== undefined) return byId(id, session);
  if (tag !== undefined) return session.platform.findByTag(tag);
  const wanted = stripHtml(name ?? "");
  const matching = await findAll([], wanted, session);
  return matching.filter((instance) => instance.name === wanted);
}

async function byId(id: string, session: Session): Promise<Instance[]> {
  const found = await session.platform.get(id).catch((error: unknown) => {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  });
  if (found === undefined) return [];
  if (found.elementKey === undefined || found.elementKey === session.element.key) return [found];
  throw new LifecycleError(
    "look-up-failed",
    `Instance ${id} belongs to the element ${found.elementKey}, not to ${session.element.name}`,
  );
}

function all(session: Session): Promise<Instance[]> {
  return findAll([], undefined, session);
}

/** The instance that was probably meant comes first: what was wanted may be mistyped. */
function nearestFirst(instances: readonly Instance[], { id, name, tag }: Wanted): Instance[] {
  const start = (text: string) => text.slice(0, LONGEST_COMPARED).toLowerCase();
  const wanted = start(name ?? tag ?? id ?? "");
  const textsOf = (instance: Instance) => {
    if (name !== undefined) return [instance.name ?? ""];
    return tag === undefined ? [instance.id] : (instance.tags ?? []);
  };
  return instances
    .map((instance) => {
      const distances = textsOf(instance).map((text) => distance(wanted, start(text)));
      return { instance, distance: Math.min(...distances) };
    })
    .sort((one, other) => (one.distance === other.distance ? 0 : one.distance - other.distance))
    .map(({ instance }) => instance);
}

function description({ id, name, tag }: Wanted): string {
  if (id !== undefined) return `the id ${id}`;
  return tag !== undefined ? `the tag ${JSON.stringify(tag)}` : `the name ${JSON.stringify(name)}`;
}

function there(instances: readonly Instance[]): string {
  if (instances.length === 0)
    return "The credentials see no instance at all: check that they are the right organization's";
  return `There are: ${list(instances)}`;
}

function list(instances: readonly Instance[]): string {
  const shown = instances.slice(0, MOST_LISTED).map(({ id, name }) => `${id} (${name ?? "without a name"})`);
  const more = instances.length - shown.length;
  return shown.join(", ") + (more > 0 ? `, and ${more} more` : "");
}
