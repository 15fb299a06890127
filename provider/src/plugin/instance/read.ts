import { type ReadRequest, ReadResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { Context } from "../context";
import { fromStruct, toStruct } from "../wire";
import { readForImport } from "./import";

/** The instance as it is now. An answer without an id means that it was deleted. */
export async function read(context: Context, request: ReadRequest): Promise<ReadResponse> {
  const [urn, id] = [request.getUrn(), request.getId()];
  const response = new ReadResponse();
  // An import knows nothing of the instance, while `Instance.get` sends its inputs, of which there are none.
  if (!request.hasInputs() && !request.hasProperties()) {
    const { properties, inputs } = await readForImport(context, urn, id, request.getTimeout());
    response.setId(id);
    response.setProperties(toStruct(context.marked(properties)));
    response.setInputs(toStruct(inputs));
    return response;
  }
  const before = fromStruct(request.getProperties());
  const secrets = [...before.secrets, ...fromStruct(request.getInputs()).secrets];
  const found = await context.deployment.operations.read(context.call(urn, request.getTimeout()), id, before.values);
  if (found === undefined) return response;
  response.setId(id);
  response.setProperties(toStruct(context.marked(found.properties, secrets)));
  if (found.inputs !== undefined) response.setInputs(toStruct(context.marked(found.inputs, secrets)));
  return response;
}
