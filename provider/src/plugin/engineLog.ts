import { credentials, Metadata } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** How a line begins that the engine shows as a warning. */
const WARNING = /^warning: /;

/** Milliseconds that the engine may take for a line: an answer waits for its lines. */
const PATIENCE = 5_000;

/** Hands lines to the engine, which shows each at its resource. */
export class EngineLog {
  private client: EngineClient | undefined;
  private readonly underWay = new Set<Promise<void>>();

  /** @param write takes a line where there is no engine to take it */
  constructor(private readonly write: (line: string) => void = (line) => console.error(line)) {}

  /** @param address host and port, as the engine tells them */
  connect(address: string): void {
    this.client?.close();
    this.client = address === "" ? undefined : new EngineClient(address, credentials.createInsecure());
  }

  /** @param urn the resource; "" for none @param line without secrets */
  log(urn: string, line: string): void {
    const { client } = this;
    if (client === undefined) {
      this.write(line);
      return;
    }
    const request = new LogRequest();
    request.setUrn(urn);
    request.setSeverity(WARNING.test(line) ? LogSeverity.WARNING : LogSeverity.INFO);
    request.setMessage(line.replace(WARNING, ""));
    const taken = new Promise<void>((resolve) => {
      client.log(request, new Metadata(), { deadline: Date.now() + PATIENCE }, (error) => {
        if (error !== null) this.write(line);
        resolve();
      });
    });
    this.underWay.add(taken);
    void taken.then(() => this.underWay.delete(taken));
  }

  /** Waits until the engine has all lines so far: a line that follows the last answer of a deployment is lost. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }
}
