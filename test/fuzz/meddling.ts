import type { Simulator, StoredInstance } from "act365-simulator";
import type { ExpectedInstances } from "./expectedInstances";
import type { Meddling } from "./steps";

type InstanceChange = Parameters<Simulator["others"]["change"]>[1];

/** For how many milliseconds the platform still shows what was removed: less than any command looks. */
const LAG = 12_000;

const isOwnerTag = (tag: string) => tag.startsWith("pulumi:");

const CHANGES: Readonly<
  Record<Exclude<Meddling, "remove" | "remove, reads lag">, (instance: StoredInstance) => InstanceChange>
> = {
  rename: () => ({ name: "renamed by hand" }),
  retag: ({ tags }) => ({ tags: [...tags.filter(isOwnerTag), "by hand"] }),
  "remove owner tag": ({ tags }) => ({ tags: tags.filter((tag) => !isOwnerTag(tag)) }),
  disable: () => ({ disabled: true }),
  "change configuration": () => ({ configuration: { "bulk.relations": "by hand", "filter.response.nulls": null } }),
  "change developer key": () => ({ configuration: { password: "by hand" } }),
  "cut in emojis": ({ tags }) => ({
    name: "cut \ud83d",
    tags: [...tags, "cut \ud83d"],
    configuration: { "bulk.relations": "\udc00 cut", "instance.variables": "cut \ud83d", "odd \ud83d": "cut \ud83d" },
  }),
};

/** Changes an instance, if there is one, as somebody else would in the platform's user interface. */
export function meddle(
  what: Meddling,
  id: string | undefined,
  expected: ExpectedInstances,
  { others }: Simulator,
): void {
  const instance = id === undefined ? undefined : expected.live(id);
  if (id === undefined || instance === undefined) return;
  expected.needsRefresh = true;
  if (what === "remove" || what === "remove, reads lag") {
    expected.mayBeGone(id);
    others.remove(instance.id, what === "remove" ? undefined : { ms: LAG });
    return;
  }
  const change = CHANGES[what](instance);
  for (const key of Object.keys(change.configuration ?? {})) expected.about(id).loose.add(key);
  if (change.configuration?.["password"] !== undefined) expected.about(id).maskedChange = true;
  others.change(instance.id, change);
}
