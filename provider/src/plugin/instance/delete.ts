import type { DeleteRequest } from "@pulumi/pulumi/proto/provider_pb";
import type { Context } from "../context";
import { fromStruct } from "../wire";

/** Deletes the instance, unless a resource of this deployment still manages it. */
export async function deleteInstance(context: Context, request: DeleteRequest): Promise<void> {
  const [urn, id] = [request.getUrn(), request.getId()];
  const { values } = fromStruct(request.getProperties());
  const call = context.call(urn, request.getTimeout());
  await context.deployment.operations.delete(call, id, values, context.deployment.replacements.deletesFirst(urn, id));
}
