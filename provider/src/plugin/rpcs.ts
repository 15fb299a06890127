import type { handleServerStreamingCall, handleUnaryCall } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { GetMappingResponse, GetMappingsResponse, GetSchemaResponse } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PLUGIN_TYPE } from "../operations/resourceTypes";
import { version } from "../operations/version";
import { failedCall, unimplemented } from "./callErrors";
import { attach, checkConfig, configure, handshake } from "./configuration";
import type { Context } from "./context";
import { diffConfig } from "./diffConfig";
import { invoke } from "./functions";
import { check } from "./instance/check";
import { create } from "./instance/create";
import { deleteInstance } from "./instance/delete";
import { diff } from "./instance/diff";
import { read } from "./instance/read";
import { update } from "./instance/update";
import { list } from "./list";
import { pluginSchema } from "./schema";
import { typeOf } from "./urn";

/** All calls of the protocol (`ResourceProvider` in Pulumi's proto/pulumi/provider.proto), each with what handles it. */
export function rpcs(context: Context): IResourceProviderServer {
  const respond = <Request, Response>(work: (request: Request) => Response | Promise<Response>) => unary(context, work);
  /** For calls about a resource: there is only one type. */
  const instance = <Request extends { getUrn(): string }, Response>(
    work: (context: Context, request: Request) => Promise<Response>,
  ) =>
    respond((request: Request) => {
      const type = typeOf(request.getUrn());
      if (type !== PLUGIN_TYPE) throw unimplemented(`resource type ${type}`);
      return work(context, request);
    });
  const missing = (what: string) =>
    respond((): never => {
      throw unimplemented(what);
    });
  return {
    handshake: respond((request) => handshake(context, request)),
    attach: respond((request) => attach(context, request, new Empty())),
    getPluginInfo: respond(() => new PluginInfo().setVersion(version())),
    getSchema: respond(() => new GetSchemaResponse().setSchema(JSON.stringify(pluginSchema(version())))),
    getMapping: respond(() => new GetMappingResponse()),
    getMappings: respond(() => new GetMappingsResponse()),
    checkConfig: respond(checkConfig),
    diffConfig: respond((request) => diffConfig(context, request)),
    configure: respond((request) => configure(context, request)),
    check: instance(check),
    diff: instance(diff),
    create: instance(create),
    read: instance(read),
    update: instance(update),
    delete: instance(async (_, request) => {
      await deleteInstance(context, request);
      return new Empty();
    }),
    list: streamed(context, async (request, send) => {
      if (request.getToken() !== PLUGIN_TYPE) throw unimplemented(`resource type ${request.getToken()}`);
      await list(context, request, send);
    }),
    invoke: respond((request) => invoke(context, request)),
    cancel: respond(() => {
      context.deployment.cancel();
      return new Empty();
    }),
    call: missing("method"),
    construct: missing("component"),
    parameterize: missing("parameters"),
  };
}

/**
 * A call with one response. The engine gets the call's log lines before it: lines after a deployment's last response
 * are lost.
 */
function unary<Request, Response>(
  context: Context,
  work: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return ({ request }, done) => {
    // An error that is thrown synchronously must become a response, too.
    const result = Promise.resolve().then(() => work(request));
    const settled = result.finally(() => context.engine.delivered());
    settled.then(
      (response) => done(null, response),
      (error: unknown) => done(failedCall(error, (thrown) => context.safe(thrown))),
    );
  };
}

/** A call with any number of responses. */
function streamed<Request, Response>(
  context: Context,
  work: (request: Request, send: (response: Response) => void) => Promise<void>,
): handleServerStreamingCall<Request, Response> {
  return (call) => {
    const sent = work(call.request, (response) => call.write(response));
    sent
      .finally(() => context.engine.delivered())
      .then(
        () => call.end(),
        // Destroying the stream would leave the engine without a response.
        (error: unknown) =>
          call.emit(
            "error",
            failedCall(error, (thrown) => context.safe(thrown)),
          ),
      );
  };
}
