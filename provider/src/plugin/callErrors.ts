import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { Properties } from "../lifecycle/model/properties";
import { SafeError } from "../operations/safeError";
import { toStruct } from "./wire";

/** A failed call, as gRPC sends it. */
export type Failed = Pick<ServiceError, "code" | "details" | "metadata">;

/** An error with a status code of its own. */
export class StatusError extends Error {
  constructor(
    readonly code: status,
    message: string,
    readonly metadata = new Metadata(),
  ) {
    super(message);
  }
}

/** For something that the plugin does not offer, although the protocol has it. */
export function unimplemented(what: string): StatusError {
  return new StatusError(status.UNIMPLEMENTED, `pulumi-resource-act365 has no ${what}`);
}

/** For a request that makes no sense. */
export function invalidArgument(message: string): StatusError {
  return new StatusError(status.INVALID_ARGUMENT, message);
}

/**
 * An instance that exists although not all was done: the engine keeps its id and properties, and the next `pulumi up`
 * finishes it.
 * @param properties with their secrets marked
 */
export function initFailed(
  message: string,
  id: string,
  properties: Properties,
  reasons: readonly string[],
): StatusError {
  const detail = new ErrorResourceInitFailed();
  detail.setId(id);
  detail.setProperties(toStruct(properties));
  detail.setReasonsList([...reasons]);
  const packed = new Any();
  packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const all = new Status();
  all.setCode(status.UNKNOWN);
  all.setMessage(message);
  all.addDetails(packed);
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(all.serializeBinary()));
  return new StatusError(status.UNKNOWN, message, metadata);
}

/** The error as gRPC sends it. @param safe makes an error of any other kind safe to show */
export function failedCall(error: unknown, safe: (error: unknown) => SafeError): Failed {
  if (error instanceof StatusError) {
    return { code: error.code, details: error.message, metadata: error.metadata };
  }
  const { message } = error instanceof SafeError ? error : safe(error);
  return { code: status.UNKNOWN, details: message, metadata: new Metadata() };
}
