import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { observe } from "./canary";
import { afterTest } from "./cleanUp";

/** A line as an engine shows it. */
export interface EngineLine {
  readonly urn: string;
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly message: string;
}

/** The service of an engine that takes the lines of its plugins. */
export interface EngineLines {
  readonly address: string;
  /** In the order in which they came. */
  readonly lines: EngineLine[];
}

const SEVERITY = {
  [LogSeverity.DEBUG]: "debug",
  [LogSeverity.INFO]: "info",
  [LogSeverity.WARNING]: "warning",
  [LogSeverity.ERROR]: "error",
} as const;

/** Starts one; it stops with the test. */
export async function startEngineService(): Promise<EngineLines> {
  const lines: EngineLine[] = [];
  const server = new grpc.Server();
  server.addService(EngineService, {
    log({ request }: { request: LogRequest }, done: grpc.sendUnaryData<Empty>) {
      observe("a line for the engine", request.getMessage());
      lines.push({ urn: request.getUrn(), severity: SEVERITY[request.getSeverity()], message: request.getMessage() });
      done(null, new Empty());
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    const credentials = grpc.ServerCredentials.createInsecure();
    server.bindAsync("127.0.0.1:0", credentials, (error, bound) => (error === null ? resolve(bound) : reject(error)));
  });
  afterTest(() => server.forceShutdown());
  return { address: `127.0.0.1:${port}`, lines };
}
