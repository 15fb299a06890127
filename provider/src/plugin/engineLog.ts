import { credentials, Metadata } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** The start of a line that the engine is to show as a warning. */
const WARNING = /^warning: /;

/** Milliseconds within which the engine must take a line, since the response of a call waits for the call's lines. */
const TIMEOUT = 5_000;

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
      client.log(request, new Metadata(), { deadline: Date.now() + TIMEOUT }, (error) => {
        if (error !== null) this.write(line);
        resolve();
      });
    });
    this.underWay.add(taken);
    void taken.then(() => this.underWay.delete(taken));
  }

  /** Waits until the engine has all lines so far: a line that follows the last response of a deployment is lost. */
  async delivered(): Promise<void> {
    await Promise.all(this.underWay);
  }
}
