import { type DiffRequest, DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import { movesTo } from "../lifecycle/diff";
import { unknownPaths } from "../lifecycle/model/paths";
import type { Properties } from "../lifecycle/model/properties";
import { isUnknown } from "../lifecycle/model/unknowns";
import { configuredBaseUrl, configuredPlatform, type Sources } from "../operations/settings";
import { SETTING } from "../platform/settingNames";
import { sameJson } from "../util/json";
import type { Context } from "./context";
import { plainNames, settingIn } from "./settings";
import { fromStruct } from "./wire";

const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;

/**
 * What differs in the provider's inputs. A move to another platform replaces the provider, and with it its instances: then a
 * process that has the old secrets deletes the old instances.
 * @throws SafeError unless moves are allowed
 */
export function diffConfig(context: Context, request: DiffRequest): DiffResponse {
  const olds = fromStruct(request.hasOldInputs() ? request.getOldInputs() : request.getOlds()).values;
  const news = fromStruct(request.getNews()).values;
  const changed = changedNames(olds, news);
  const response = new DiffResponse();
  response.setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME);
  response.setDiffsList(changed);
  if (moves(context, plainNames(olds), plainNames(news))) response.setReplacesList(["baseUrl"]);
  return response;
}

function changedNames(olds: Properties, news: Properties): string[] {
  const unknown = unknownPaths(news).map(([name]) => name);
  const names = new Set([...Object.keys(olds), ...Object.keys(news)]);
  return [...names].filter((name) => unknown.includes(name) || !sameJson(olds[name], news[name]));
}

function moves(context: Context, olds: Properties, news: Properties): boolean {
  if (isUnknown(olds["baseUrl"]) || isUnknown(news["baseUrl"])) return false;
  const { environment } = context.sources;
  const isNamed = [olds["baseUrl"], environment[SETTING.baseUrl.variable]].some((url) => (url ?? "") !== "");
  // If nothing names the old platform, only the states of the instances do, so their own diffs decide.
  if (!isNamed) return false;
  const sources = (inputs: Properties): Sources => ({ configuration: settingIn(inputs), environment });
  try {
    return movesTo(configuredPlatform(sources(news)), undefined, configuredBaseUrl(sources(olds)));
  } catch (error) {
    throw context.safe(error);
  }
}
