import { type CreateRequest, CreateResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { Context } from "../context";
import { fromStruct, toStruct } from "../wire";
import { failKeeping } from "./partialFailure";
import { previewed } from "./preview";

/** Makes the declared instance; a preview sends nothing. */
export async function create(context: Context, request: CreateRequest): Promise<CreateResponse> {
  const urn = request.getUrn();
  const { values, secrets } = fromStruct(request.getProperties());
  const response = new CreateResponse();
  if (request.getPreview()) {
    response.setProperties(toStruct(context.marked(previewed(values), secrets)));
    return response;
  }
  context.deployment.replacements.writeBegins(urn);
  const creation = context.deployment.operations.create(context.call(urn, request.getTimeout()), values);
  const { id, properties } = await creation.catch((error) => failKeeping(context, error, secrets));
  response.setId(id);
  response.setProperties(toStruct(context.marked(properties, secrets)));
  return response;
}
