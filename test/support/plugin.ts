import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import * as services from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import * as statuses from "@pulumi/pulumi/proto/status_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { observe } from "./canary";
import { afterTest } from "./cleanUp";
import { allInClear, secretPaths, withoutSecrets } from "./secretForm";

const ROOT = join(__dirname, "..", "..");

/** The text that every state holds: pinned here as users' states have it. */
export const PROVIDER_TEXT = 'exports.handler=()=>require("pulumi-act365/provider").provider;';

export type Properties = Record<string, unknown>;

/** A failed call, with what the engine would keep of a partial creation or update. */
export class CallError extends Error {
  constructor(
    message: string,
    readonly code: number,
    readonly partial: { id: string; properties: Properties; reasons: string[] } | undefined,
  ) {
    super(message);
    // The properties hold secrets, as the engine needs them.
    Object.defineProperty(this, "partial", { enumerable: false });
    if (partial !== undefined) observe("reasons of a partial failure", partial.reasons.join("\n"));
  }
}

/** The process of a front end, spoken to as the engine does. */
export interface Plugin {
  readonly process: ChildProcess;
  /** What it told the user so far: what it printed, the port aside, or handed to the engine. */
  output(): string;
  check(
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: { property: string; reason: string }[] }>;
  diff(
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ changes: "some" | "none" | "unknown"; replaces: string[]; deleteBeforeReplace: boolean }>;
  create(inputs: Properties): Promise<{ id: string; properties: Properties }>;
  read(
    id: string,
    properties: Properties,
    inputs?: Properties,
  ): Promise<{ id: string; properties: Properties; inputs: Properties | undefined }>;
  update(id: string, olds: Properties, news: Properties): Promise<Properties>;
  delete(id: string, properties: Properties): Promise<void>;
  stop(): Promise<void>;
}

const marks = new WeakMap<Properties, string[]>();

/** The paths that were marked as secret in properties which the plugin returned, such as "events.signatureKey"; sorted. */
export function marksOf(properties: Properties): string[] {
  const known = marks.get(properties);
  if (known === undefined) throw new Error("these properties do not come from the plugin");
  return known;
}

/**
 * Starts the stock plugin; it stops with the test.
 * @param configuration as the engine configures it, keys with namespace
 * @param environment added to the test's own, from which everything about Act! 365 and proxies is taken out
 */
export async function startPlugin(
  configuration: Properties = {},
  environment: NodeJS.ProcessEnv = {},
): Promise<Plugin> {
  const script = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
  const child = spawn(process.execPath, [script, "127.0.0.1:1"], {
    cwd: ROOT,
    env: { ...plainEnvironment(), PULUMI_NODEJS_PROJECT: "project", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  child.stderr.on("data", (data) => {
    printed += data;
  });
  const port = await new Promise<string>((resolve, reject) => {
    let printed = "";
    child.stdout.on("data", (data) => {
      printed += data;
      printed += data;
      const first = /^(\d+)\n/.exec(printed);
      if (first?.[1] !== undefined) resolve(first[1]);
    });
    child.on("exit", (code) => reject(new Error(`the plugin ended with ${code}: ${printed}`)));
  });
  const client = new services.ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  const call: Call = (method, send) =>
    new Promise((resolve, reject) => {
      send((error, response) => {
        // What the plugin printed before its response has arrived too, but may be read only after it.
        setImmediate(() => {
          if (error === null) return resolve(response);
          observe(`failed ${method}`, `${error.message}\n${error.stack}`);
          reject(new CallError(error.details, error.code, partialIn(error)));
        });
      });
    });
  const stop = async () => {
    client.close();
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    observe("the plugin's output", printed);
  };
  afterTest(stop);
  const configure = new messages.ConfigureRequest();
  configure.setArgs(struct(configuration));
  await call("configure", (done) => client.configure(configure, done));
  return { process: child, output: () => printed.replace(/^\d+\n/m, ""), stop, ...calls(client, call) };
}

/** The environment of a machine that knows nothing of Act! 365. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(ACT365_|PULUMI_|(https?|no|all)_proxy$|NODE_OPTIONS$)/i.test(name),
    ),
  );
}

type Call = <T>(
  method: string,
  send: (done: (error: grpc.ServiceError | null, response: T) => void) => unknown,
) => Promise<T>;

type Calls = Omit<Plugin, "process" | "output" | "stop">;

function calls(client: services.ResourceProviderClient, call: Call): Calls {
  return {
    async check(olds, news) {
      const request = new messages.CheckRequest();
      request.setOlds(struct(olds));
      request.setNews(struct(news));
      const response = await call<messages.CheckResponse>("check", (done) => client.check(request, done));
      const failures = response.getFailuresList().map((failure) => failure.toObject());
      // Nothing is kept of inputs with failures, whose secrets may stand where there should be none.
      return { inputs: properties(response.getInputs(), failures.length === 0), failures };
    },
    async diff(id, olds, news) {
      const request = new messages.DiffRequest();
      request.setId(id);
      request.setOlds(struct(olds));
      request.setNews(struct(news));
      const response = await call<messages.DiffResponse>("diff", (done) => client.diff(request, done));
      const { changes, replacesList: replaces, deletebeforereplace: deleteBeforeReplace } = response.toObject();
      return { changes: (["unknown", "none", "some"] as const)[changes], replaces, deleteBeforeReplace };
    },
    async create(inputs) {
      const request = new messages.CreateRequest();
      request.setProperties(struct(inputs));
      const response = await call<messages.CreateResponse>("create", (done) => client.create(request, done));
      return { id: response.getId(), properties: properties(response.getProperties()) };
    },
    async read(id, known, inputs) {
      const request = new messages.ReadRequest();
      request.setId(id);
      request.setProperties(struct(known));
      if (inputs !== undefined) request.setInputs(struct(inputs));
      const response = await call<messages.ReadResponse>("read", (done) => client.read(request, done));
      const readInputs = response.hasInputs() ? properties(response.getInputs()) : undefined;
      return { id: response.getId(), properties: properties(response.getProperties()), inputs: readInputs };
    },
    async update(id, olds, news) {
      const request = new messages.UpdateRequest();
      request.setId(id);
      request.setOlds(struct(olds));
      request.setNews(struct(news));
      const response = await call<messages.UpdateResponse>("update", (done) => client.update(request, done));
      return properties(response.getProperties());
    },
    async delete(id, known) {
      const request = new messages.DeleteRequest();
      request.setId(id);
      request.setProperties(struct(known));
      await call<unknown>("delete", (done) => client.delete(request, done));
    },
  };
}

function struct(value: Properties): Struct {
  return Struct.fromJavaScript(value as Parameters<typeof Struct.fromJavaScript>[0]);
}

function properties(value: Struct | undefined, kept = true): Properties {
  return received(value === undefined ? {} : value.toJavaScript(), kept);
}

/**
 * Properties that the provider returned, without the marks of secrets, as the engine sends them back to the plugin.
 * @param kept whether the engine keeps them: then what is not marked as secret goes to the scan
 */
export function received(onWire: Properties, kept = true): Properties {
  const plain = allInClear(onWire);
  if (kept) observe("what the plugin returned, its secrets left out", JSON.stringify(withoutSecrets(onWire)));
  marks.set(plain, secretPaths(onWire).sort());
  return plain;
}

function partialIn(error: grpc.ServiceError): CallError["partial"] {
  const details = error.metadata?.get("grpc-status-details-bin")[0];
  if (!(details instanceof Buffer)) return undefined;
  const [first] = statuses.Status.deserializeBinary(details).getDetailsList();
  if (first === undefined) return undefined;
  const partial = messages.ErrorResourceInitFailed.deserializeBinary(first.getValue_asU8());
  return { id: partial.getId(), properties: properties(partial.getProperties()), reasons: partial.getReasonsList() };
}
