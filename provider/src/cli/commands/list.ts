import type { Owner } from "../../lifecycle/model/ownerTag";
import type { Instance } from "../../platform/instance";
import { compact } from "../../util/json";
import type { Options } from "../commandLine";
import { listAll, ownersOf, ownerText } from "../instances";
import { jsonText } from "../jsonText";
import { type Access, openPlatform } from "../platformSession";
import { table } from "../table";

/** Lists the instances. @returns the exit status */
export async function list({ tag, search, json, showSecrets }: Options, access: Access): Promise<number> {
  const { output, messages } = access.around;
  const filter = compact({ tag, searchText: search });
  const items = (await listAll(filter, openPlatform(access), access.around)).map((found) => item(found, showSecrets));
  if (json) output.write(`${jsonText(items, 2)}\n`);
  else if (items.length === 0) messages.write("No instances.\n");
  // A truncated token would be useless.
  else output.write(table(header(showSecrets), items.map(row), showSecrets ? undefined : output.columns));
  return 0;
}

const header = (showSecrets: boolean) => [
  ...["ID", "NAME", "TAGS", "CREATED", "VALID", "ENABLED", "OWNER"],
  ...(showSecrets ? ["TOKEN"] : []),
];

function row({ id, name, tags, createdDate, valid, enabled, owner, token }: ReturnType<typeof item>): string[] {
  return [
    ...[id, name ?? "", tags.join(", "), createdDate?.slice(0, 10) ?? "", valid ? "yes" : "no", enabled ? "yes" : "no"],
    ...[owner === null ? "" : ownerText(owner), token ?? ""],
  ];
}

/** An instance as `--json` prints it. Only `token` is secret. */
function item(instance: Instance, showSecrets: boolean) {
  const owners = ownersOf(instance);
  const [first] = owners;
  return {
    id: instance.id,
    name: instance.name ?? null,
    tags: (instance.tags ?? []).filter((tag) => owners.every((each) => each.tag !== tag)).sort(),
    createdDate: instance.createdDate ?? null,
    valid: instance.valid !== false,
    enabled: instance.disabled !== true,
    owner: first === undefined ? null : withoutHash(first.owner),
    ...(showSecrets ? { token: instance.token ?? null } : {}),
  };
}

function withoutHash({ hash: _, ...owner }: Owner): Omit<Owner, "hash"> {
  return owner;
}
