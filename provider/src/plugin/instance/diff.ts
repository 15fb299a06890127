import { type DiffRequest, DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { Context } from "../context";
import { setDetailedDiff } from "../detailedDiff";
import { fromStruct } from "../wire";

const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;

/** What differs between the state and the declaration. */
export async function diff(context: Context, request: DiffRequest): Promise<DiffResponse> {
  const [urn, id] = [request.getUrn(), request.getId()];
  const olds = fromStruct(request.getOlds()).values;
  const news = fromStruct(request.getNews()).values;
  const { changes, replaces } = await context.deployment.operations.diff(context.call(urn), id, olds, news);
  const isChanged = changes.length > 0;
  context.deployment.replacements.diffed(urn, id, isChanged);
  const response = new DiffResponse();
  response.setChanges(isChanged ? DIFF_SOME : DIFF_NONE);
  response.setReplacesList([...replaces]);
  setDetailedDiff(response, changes, replaces);
  // A replacement that was created first would find its predecessor by the owner tag, and adopt it.
  response.setDeletebeforereplace(true);
  return response;
}
