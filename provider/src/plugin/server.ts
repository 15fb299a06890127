import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { Context } from "./context";
import { rpcs } from "./rpcs";

/** The engine sends whole states, and sets no limit either. */
const UNLIMITED = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** Serves the protocol on this machine. @returns the port */
export function serve(context: Context): Promise<number> {
  const server = new Server(UNLIMITED);
  server.addService(ResourceProviderService, rpcs(context));
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}
