import type { InstanceBody } from "../../platform/client";
import { NotFoundError, PlatformError } from "../../platform/errors";
import type { Instance } from "../../platform/instance";
import { compact } from "../../util/json";
import { fullConfiguration } from "../model/configuration";
import type { InstanceInputs, InstanceState } from "../model/properties";
import type { Session } from "../model/session";
import { platformTags, RESERVED_PREFIX } from "../model/tags";
import { anySentByPut } from "./differences";

/**
 * The body of one PUT or PATCH: what differs, and nothing else.
 * @param different the names of the inputs to send
 */
export async function bodyFor(
  id: string,
  state: InstanceState,
  inputs: InstanceInputs,
  different: readonly string[],
  session: Session,
): Promise<InstanceBody> {
  const { element } = session;
  const onlyOwnerTag = different.includes("ownerTag") && !different.includes("tags");
  const tags = onlyOwnerTag ? await retagged(id, state.ownerTag, inputs, session) : undefined;
  return compact({
    name: different.includes("name") ? inputs.name : undefined,
    tags: different.includes("tags") ? platformTags(inputs.tags, inputs.ownerTag) : tags,
    configuration: anySentByPut(different, element) ? fullConfiguration(element, inputs, state) : undefined,
  });
}

/**
 * All tags of the instance with another owner tag. The platform only replaces all tags at once, and those that somebody
 * added by hand must stay.
 * @param former our owner tag until now; where that is not known, every reserved tag counts as ours
 */
async function retagged(
  id: string,
  former: string | undefined,
  { tags: declared, ownerTag }: InstanceInputs,
  { platform }: Session,
): Promise<string[]> {
  const { tags = declared } = await platform.get(id).catch((error: unknown) => {
    // The change itself was not sent.
    if (error instanceof PlatformError && !(error instanceof NotFoundError)) error.outcome = "nothingDone";
    throw error;
  });
  const isFormer = (tag: string) => (former === undefined ? tag.startsWith(RESERVED_PREFIX) : tag === former);
  return platformTags(
    tags.filter((tag) => !isFormer(tag)),
    ownerTag,
  );
}

/**
 * What a response shows of what was sent. Changes by others are for a refresh to find: if they went into the state here,
 * the next `pulumi up` would see a difference, even for an input under `ignoreChanges`.
 * @param known what was known before the response: its tags stand for those on the platform where only the owner tag
 *   was sent
 */
export function onlySent(
  response: Instance,
  different: readonly string[],
  { state, inputs, known }: { state: InstanceState; inputs: InstanceInputs; known: InstanceInputs | InstanceState },
  { element }: Session,
): Instance {
  const sent = anySentByPut(different, element) ? fullConfiguration(element, inputs, state) : undefined;
  return {
    ...response,
    name: different.includes("name") ? response.name : undefined,
    tags: different.includes("tags") ? response.tags : ownerTagAlone(response.tags, different, known),
    configuration: sent && response.configuration && picked(response.configuration, Object.keys(sent)),
    // Neither a PUT nor a PATCH enables or disables an instance.
    disabled: state.enabled === undefined ? response.disabled : undefined,
  };
}

function ownerTagAlone(
  tags: Instance["tags"],
  different: readonly string[],
  { tags: known = [], ownerTag }: InstanceInputs | InstanceState,
): Instance["tags"] {
  if (tags === undefined || !different.includes("ownerTag")) return undefined;
  return platformTags(
    known,
    tags.find((tag) => tag === ownerTag),
  );
}

function picked<T>(from: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)));
}
