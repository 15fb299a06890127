import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import * as grpc from "@grpc/grpc-js";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import * as statuses from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { EXECUTABLE } from "../../tools/plugin/launcher";
import { PLUGIN_FOLDER } from "../../tools/plugin/manifest";
import { observe } from "../support/canary";
import { afterTest } from "../support/cleanUp";
import { type EngineLine, startEngineService } from "../support/engineService";
import { type Properties, plainEnvironment } from "../support/plugin";
import { withoutSecrets } from "../support/secretForm";

/** What an engine would keep of a creation or update that was not finished. */
export interface Kept {
  readonly id: string;
  /** As on the wire. */
  readonly properties: Properties;
  readonly reasons: string[];
}

/** A failed call. */
export class CallFailure extends Error {
  readonly code: grpc.status;
  readonly kept: Kept | undefined;

  constructor(error: grpc.ServiceError) {
    super(error.details);
    this.code = error.code;
    this.kept = keptBy(error);
    // It holds secrets, as the engine needs them.
    Object.defineProperty(this, "kept", { enumerable: false });
  }
}

/** How a diff ended. */
export interface Diffed {
  readonly changes: boolean;
  readonly replaces: string[];
  readonly deleteBeforeReplace: boolean;
  /** By path, such as "tags[1]": "add", "update", "delete", or one of them with "-replace". */
  readonly detailed: Record<string, string> | undefined;
}

/** How a call of a resource is made; properties are as on the wire. */
interface More {
  readonly preview?: boolean;
  /** Seconds. */
  readonly timeout?: number;
  /** @default 32 bytes, as in every deployment */
  readonly seed?: Uint8Array;
}

/** The plugin's process, spoken to as the engine does. Properties are as on the wire, with secrets and unknowns. */
export class Provider {
  private constructor(
    readonly process: ChildProcess,
    readonly client: ResourceProviderClient,
    /** What it printed, standard output and standard error. */
    readonly printed: { stdout: string; stderr: string },
    /** What it told the engine. */
    readonly lines: EngineLine[],
    readonly engineAddress: string,
  ) {}

  /** Starts one, whose engine has shaken hands but not configured it; it stops with the test. */
  static async start(environment: NodeJS.ProcessEnv = {}): Promise<Provider> {
    const { address, lines } = await startEngineService();
    const child = spawn(join(PLUGIN_FOLDER, EXECUTABLE), [address], {
      env: { ...plainEnvironment(), ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const printed = { stdout: "", stderr: "" };
    child.stdout.on("data", (data) => {
      printed.stdout += data;
    });
    child.stderr.on("data", (data) => {
      printed.stderr += data;
    });
    while (!printed.stdout.includes("\n")) {
      if (child.exitCode !== null) throw new Error(`the plugin ended with ${child.exitCode}: ${printed.stderr}`);
      await setTimeout(5);
    }
    const client = new ResourceProviderClient(`127.0.0.1:${printed.stdout.trim()}`, grpc.credentials.createInsecure());
    const provider = new Provider(child, client, printed, lines, address);
    afterTest(() => provider.stop());
    await provider.handshake();
    return provider;
  }

  async stop(): Promise<void> {
    this.client.close();
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.process.kill("SIGKILL");
      await once(this.process, "exit");
    }
    observe("the plugin's output", `${this.printed.stdout}\n${this.printed.stderr}`);
  }

  handshake() {
    const request = new messages.ProviderHandshakeRequest();
    request.setEngineAddress(this.engineAddress);
    return this.call<messages.ProviderHandshakeResponse>((done) => this.client.handshake(request, done));
  }

  attach() {
    const request = new PluginAttach();
    request.setAddress(this.engineAddress);
    return this.call((done) => this.client.attach(request, done));
  }

  async configure(inputs: Properties) {
    const request = new messages.ConfigureRequest();
    request.setArgs(struct(inputs));
    request.setAcceptsecrets(true);
    return this.call<messages.ConfigureResponse>((done) => this.client.configure(request, done));
  }

  async checkConfig(news: Properties, olds: Properties = {}) {
    const request = new messages.CheckRequest();
    request.setUrn("urn:pulumi:dev::shop::pulumi:providers:act365::default");
    request.setNews(struct(news));
    request.setOlds(struct(olds));
    return checked(await this.call<messages.CheckResponse>((done) => this.client.checkConfig(request, done)));
  }

  async diffConfig(olds: Properties, news: Properties): Promise<Diffed> {
    const request = new messages.DiffRequest();
    request.setUrn("urn:pulumi:dev::shop::pulumi:providers:act365::default");
    request.setOldInputs(struct(olds));
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    return diffed(await this.call<messages.DiffResponse>((done) => this.client.diffConfig(request, done)));
  }

  async check(urn: string, olds: Properties | undefined, news: Properties, { seed = new Uint8Array(32) }: More = {}) {
    const request = new messages.CheckRequest();
    request.setUrn(urn);
    // The engine sends an empty struct where there is no old resource.
    request.setOlds(struct(olds ?? {}));
    request.setNews(struct(news));
    request.setRandomseed(seed);
    return checked(await this.call<messages.CheckResponse>((done) => this.client.check(request, done)));
  }

  async diff(urn: string, id: string, olds: Properties, news: Properties): Promise<Diffed> {
    const request = new messages.DiffRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    return diffed(await this.call<messages.DiffResponse>((done) => this.client.diff(request, done)));
  }

  async create(urn: string, inputs: Properties, { preview = false, timeout = 0 }: More = {}) {
    const request = new messages.CreateRequest();
    request.setUrn(urn);
    request.setProperties(struct(inputs));
    request.setPreview(preview);
    request.setTimeout(timeout);
    const response = await this.call<messages.CreateResponse>((done) => this.client.create(request, done));
    return { id: response.getId(), properties: properties(response.getProperties()) };
  }

  /** @param properties those of the state; with neither them nor inputs, it is the read of an import */
  async read(urn: string, id: string, known?: Properties, inputs: Properties | undefined = known, more: More = {}) {
    const request = new messages.ReadRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setTimeout(more.timeout ?? 0);
    if (known !== undefined) request.setProperties(struct(known));
    if (inputs !== undefined) request.setInputs(struct(inputs));
    const response = await this.call<messages.ReadResponse>((done) => this.client.read(request, done));
    return {
      id: response.getId(),
      properties: properties(response.getProperties()),
      inputs: response.hasInputs() ? properties(response.getInputs()) : undefined,
    };
  }

  async update(urn: string, id: string, olds: Properties, news: Properties, more: More = {}): Promise<Properties> {
    const request = new messages.UpdateRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    request.setPreview(more.preview ?? false);
    request.setTimeout(more.timeout ?? 0);
    const response = await this.call<messages.UpdateResponse>((done) => this.client.update(request, done));
    return properties(response.getProperties());
  }

  async delete(urn: string, id: string, known: Properties, { timeout = 0 }: More = {}): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setProperties(struct(known));
    request.setTimeout(timeout);
    await this.call<Empty>((done) => this.client.delete(request, done));
  }

  async invoke(token: string, args: Properties) {
    const request = new messages.InvokeRequest();
    request.setTok(token);
    request.setArgs(struct(args));
    const response = await this.call<messages.InvokeResponse>((done) => this.client.invoke(request, done));
    return {
      result: response.hasReturn() ? properties(response.getReturn()) : undefined,
      failures: response.getFailuresList().map((failure) => failure.getReason()),
    };
  }

  /** One page of a list. */
  async list(query: Properties, more: { limit?: number; pageSize?: number; token?: string; type?: string } = {}) {
    const request = new messages.ListRequest();
    request.setToken(more.type ?? "act365:index:Instance");
    request.setQuery(struct(query));
    request.setLimit(more.limit ?? 0);
    request.setPageSize(more.pageSize ?? 0);
    request.setContinuationToken(more.token ?? "");
    const page = { items: [] as { id: string; name: string }[], next: "", computed: false };
    const stream = this.client.list(request);
    stream.on("data", (response: messages.ListResponse) => {
      const item = response.getResult();
      if (item !== undefined) page.items.push({ id: item.getId(), name: item.getName() });
      page.next = response.getContinuation()?.getContinuationToken() ?? page.next;
      page.computed ||= response.hasComputed();
    });
    await new Promise<void>((resolve, reject) => {
      stream.on("end", resolve);
      stream.on("error", (error: grpc.ServiceError) => reject(failure(error)));
    });
    observe("a list", JSON.stringify(page));
    return page;
  }

  async cancel(): Promise<void> {
    await this.call<Empty>((done) => this.client.cancel(new Empty(), done));
  }

  /** Makes any call. */
  call<Response>(
    send: (done: (error: grpc.ServiceError | null, response: Response) => void) => unknown,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      send((error, response) => (error === null ? resolve(response) : reject(failure(error))));
    });
  }
}

function failure(error: grpc.ServiceError): CallFailure {
  observe("a failed call", `${error.message}\n${error.stack}`);
  return new CallFailure(error);
}

function struct(value: Properties): Struct {
  return Struct.fromJavaScript(value as Parameters<typeof Struct.fromJavaScript>[0]);
}

function properties(value: Struct | undefined): Properties {
  const onWire: Properties = value === undefined ? {} : value.toJavaScript();
  observe("what the plugin returned, its secrets left out", JSON.stringify(withoutSecrets(onWire)));
  return onWire;
}

function checked(response: messages.CheckResponse) {
  const failures = response.getFailuresList().map((each) => {
    observe("a check failure", each.getReason());
    return { property: each.getProperty(), reason: each.getReason() };
  });
  // Nothing is kept of inputs with failures, whose secrets may stand where there should be none.
  const inputs = failures.length === 0 ? properties(response.getInputs()) : {};
  return { inputs, failures };
}

const KINDS = ["add", "add-replace", "delete", "delete-replace", "update", "update-replace"];

function diffed(response: messages.DiffResponse): Diffed {
  const detailed: Record<string, string> = {};
  response.getDetaileddiffMap().forEach((diff, path) => {
    detailed[path] = KINDS[diff.getKind()] ?? "";
  });
  return {
    changes: response.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME,
    replaces: response.getReplacesList(),
    deleteBeforeReplace: response.getDeletebeforereplace(),
    detailed: response.getHasdetaileddiff() ? detailed : undefined,
  };
}

function keptBy(error: grpc.ServiceError): Kept | undefined {
  const details = error.metadata?.get("grpc-status-details-bin")[0];
  if (!(details instanceof Buffer)) return undefined;
  const [first] = statuses.Status.deserializeBinary(details).getDetailsList();
  if (first === undefined || !first.getTypeUrl().endsWith("/pulumirpc.ErrorResourceInitFailed")) return undefined;
  const kept = messages.ErrorResourceInitFailed.deserializeBinary(first.getValue_asU8());
  observe("reasons of a partial failure", kept.getReasonsList().join("\n"));
  return { id: kept.getId(), properties: properties(kept.getProperties()), reasons: kept.getReasonsList() };
}
