import type { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import {
  type CheckRequest,
  CheckResponse,
  type ConfigureRequest,
  ConfigureResponse,
  type ProviderHandshakeRequest,
  ProviderHandshakeResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Properties } from "../lifecycle/model/properties";
import { markSecrets } from "../lifecycle/model/secretPaths";
import { checkFailures } from "./checkFailures";
import type { Context } from "./context";
import { SECRET_SETTINGS, settingProblems } from "./settings";
import { fromStruct, secret, toStruct } from "./wire";

/** The first call of an engine. */
export function handshake(context: Context, request: ProviderHandshakeRequest): ProviderHandshakeResponse {
  context.begin();
  context.engine.connect(request.getEngineAddress());
  const response = new ProviderHandshakeResponse();
  response.setAcceptSecrets(true);
  response.setAcceptResources(true);
  return response;
}

/** The first call of an engine to a plugin that it did not start. */
export function attach(context: Context, request: PluginAttach, done: Empty): Empty {
  context.begin();
  context.engine.connect(request.getAddress());
  return done;
}

/** What is wrong with the provider's inputs; those that are secret are marked. */
export function checkConfig(request: CheckRequest): CheckResponse {
  const { values, secrets } = fromStruct(request.getNews());
  const response = new CheckResponse();
  const marked = markSecrets(values, [...SECRET_SETTINGS, ...secrets], secret);
  response.setInputs(toStruct(marked));
  response.setFailuresList(checkFailures(settingProblems(values)));
  return response;
}

/** Keeps the provider's inputs. They are checked by each call that needs them, together with the environment. */
export function configure(context: Context, request: ConfigureRequest): ConfigureResponse {
  context.begin();
  context.configuration = request.hasArgs() ? fromStruct(request.getArgs()).values : variables(request);
  const response = new ConfigureResponse();
  response.setAcceptsecrets(true);
  response.setAcceptresources(true);
  response.setSupportspreview(true);
  return response;
}

/** The inputs as older engines send them: all values as texts, the keys prefixed with "act365:config:". */
function variables(request: ConfigureRequest): Properties {
  return Object.fromEntries(
    request
      .getVariablesMap()
      .toObject()
      .map(([key, value]) => [key.replace(/^act365:config:/, ""), value]),
  );
}
