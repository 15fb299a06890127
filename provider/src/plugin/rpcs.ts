import type { handleServerStreamingCall, handleUnaryCall } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { GetMappingResponse, GetMappingsResponse, GetSchemaResponse } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { version } from "../operations/version";
import { attach, checkConfig, configure, handshake } from "./configuration";
import type { Context } from "./context";
import { diffConfig } from "./diffConfig";
import { failedCall, unimplemented } from "./failures";
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

/** The type of the one resource. */
const INSTANCE = "act365:index:Instance";

/** The table of all calls of the protocol. */
export function rpcs(context: Context): IResourceProviderServer {
  const answer = <Request, Response>(work: (request: Request) => Response | Promise<Response>) => unary(context, work);
  /** For a resource of the one type. */
  const instance = <Request extends { getUrn(): string }, Response>(
    work: (context: Context, request: Request) => Promise<Response>,
  ) =>
    answer((request: Request) => {
      const type = typeOf(request.getUrn());
      if (type !== INSTANCE) throw unimplemented(`resource type ${type}`);
      return work(context, request);
    });
  const missing = (what: string) =>
    answer((): never => {
      throw unimplemented(what);
    });
  return {
    handshake: answer((request) => handshake(context, request)),
    attach: answer((request) => attach(context, request, new Empty())),
    getPluginInfo: answer(() => new PluginInfo().setVersion(version())),
    getSchema: answer(() => new GetSchemaResponse().setSchema(JSON.stringify(pluginSchema(version())))),
    getMapping: answer(() => new GetMappingResponse()),
    getMappings: answer(() => new GetMappingsResponse()),
    checkConfig: answer(checkConfig),
    diffConfig: answer((request) => diffConfig(context, request)),
    configure: answer((request) => configure(context, request)),
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
      if (request.getToken() !== INSTANCE) throw unimplemented(`resource type ${request.getToken()}`);
      await list(context, request, send);
    }),
    invoke: answer((request) => invoke(context, request)),
    cancel: answer(() => {
      context.deployment.cancel();
      return new Empty();
    }),
    call: missing("method"),
    construct: missing("component"),
    parameterize: missing("parameters"),
  };
}

/** A call with one answer, which follows all its lines: what comes after the last answer of a deployment is lost. */
function unary<Request, Response>(
  context: Context,
  work: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return ({ request }, done) => {
    // Also what is thrown at once must become an answer.
    const answered = Promise.resolve().then(() => work(request));
    const settled = answered.finally(() => context.engine.settled());
    settled.then(
      (response) => done(null, response),
      (error: unknown) => done(failedCall(error, (thrown) => context.safe(thrown))),
    );
  };
}

/** A call with any number of answers. */
function streamed<Request, Response>(
  context: Context,
  work: (request: Request, send: (response: Response) => void) => Promise<void>,
): handleServerStreamingCall<Request, Response> {
  return (call) => {
    const sent = work(call.request, (response) => call.write(response));
    sent
      .finally(() => context.engine.settled())
      .then(
        () => call.end(),
        // Destroying the stream would leave the engine without an answer.
        (error: unknown) =>
          call.emit(
            "error",
            failedCall(error, (thrown) => context.safe(thrown)),
          ),
      );
  };
}
