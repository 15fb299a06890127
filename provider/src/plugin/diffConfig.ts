import { type DiffRequest, DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import { movesTo } from "../lifecycle/diff";
import type { Properties } from "../lifecycle/model/properties";
import { holdsUnknown, isUnknown } from "../lifecycle/model/unknowns";
import { configuredBaseUrl, configuredPlatform, type Sources } from "../operations/settings";
import { sameJson } from "../util/json";
import type { Context } from "./context";
import { plainNames } from "./settings";
import { fromStruct } from "./wire";

/**
 * What a change of the provider's inputs means. Another platform replaces the provider, and with it its instances: so the
 * old ones are deleted by a process that was configured with the old secrets.
 * @throws SafeError unless moves are allowed
 */
export function diffConfig(context: Context, request: DiffRequest): DiffResponse {
  const olds = fromStruct(request.hasOldInputs() ? request.getOldInputs() : request.getOlds()).values;
  const news = fromStruct(request.getNews()).values;
  const response = new DiffResponse();
  const same = !holdsUnknown(news) && sameJson(olds, news);
  response.setChanges(same ? DiffResponse.DiffChanges.DIFF_NONE : DiffResponse.DiffChanges.DIFF_SOME);
  if (!same) response.setDiffsList(changedNames(olds, news));
  if (moves(context, plainNames(olds), plainNames(news))) response.setReplacesList(["baseUrl"]);
  return response;
}

function changedNames(olds: Properties, news: Properties): string[] {
  const names = new Set([...Object.keys(olds), ...Object.keys(news)]);
  return [...names].filter((name) => holdsUnknown(news[name]) || !sameJson(olds[name], news[name]));
}

function moves(context: Context, olds: Properties, news: Properties): boolean {
  if (isUnknown(news["baseUrl"]) || isUnknown(olds["baseUrl"])) return false;
  const { environment } = context.sources;
  const [before, after] = [olds, news].map(
    (inputs): Sources => ({
      configuration: (key) => inputs[key.replace(/^act365:/, "")],
      environment,
    }),
  );
  if (before === undefined || after === undefined) return false;
  const named = typeof olds["baseUrl"] === "string" && olds["baseUrl"] !== "";
  const inEnvironment = (environment["ACT365_BASE_URL"] ?? "") !== "";
  // Then nobody knows which platform it was: the diff of each instance knows, and decides.
  if (!named && !inEnvironment) return false;
  try {
    return movesTo(configuredPlatform(after), undefined, configuredBaseUrl(before));
  } catch (error) {
    throw context.safe(error);
  }
}
