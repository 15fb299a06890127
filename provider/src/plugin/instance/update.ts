import { type UpdateRequest, UpdateResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { Context } from "../context";
import { fromStruct, toStruct } from "../wire";
import { failKeeping } from "./partialFailure";
import { previewed } from "./preview";

/** Brings the instance from the state to the declaration; a preview sends nothing. */
export async function update(context: Context, request: UpdateRequest): Promise<UpdateResponse> {
  const urn = request.getUrn();
  const olds = fromStruct(request.getOlds());
  const news = fromStruct(request.getNews());
  const secrets = [...olds.secrets, ...news.secrets];
  const response = new UpdateResponse();
  if (request.getPreview()) {
    response.setProperties(toStruct(context.marked(previewed(news.values, olds.values), news.secrets)));
    return response;
  }
  context.deployment.replacements.writeBegins(urn);
  const call = context.call(urn, request.getTimeout());
  const change = context.deployment.operations.update(call, request.getId(), olds.values, news.values);
  const properties = await change.catch((error) => failKeeping(context, error, secrets));
  response.setProperties(toStruct(context.marked(properties, news.secrets)));
  return response;
}
