import { type CheckRequest, CheckResponse } from "@pulumi/pulumi/proto/provider_pb";
import { unlisted } from "../../lifecycle/checking/failure";
import { ADDED_NAMES, declaredNames, type Properties } from "../../lifecycle/model/properties";
import { configuredOwnerTag } from "../../operations/settings";
import { checkFailures } from "../checkFailures";
import type { Context } from "../context";
import { ownerTagOf } from "../ownerTag";
import { nameOf } from "../urn";
import { fromStruct, toStruct } from "../wire";

/** The inputs with their defaults and the owner tag, and what is wrong with them. */
export async function check(context: Context, request: CheckRequest): Promise<CheckResponse> {
  const urn = request.getUrn();
  const olds = fromStruct(request.getOlds()).values;
  const { values, secrets } = fromStruct(request.getNews());
  const { ownerTag: _, declaredBy: __, ...declared } = values;
  const ownerTag = isSharedUrn(request) ? olds["ownerTag"] : tagFor(context, urn, olds);
  const news = { ...declared, name: declared["name"] ?? nameOf(urn), ownerTag };
  const checked = await context.deployment.operations.check(context.call(urn), olds, news);
  const problems = [...reservedInputProblems(context, values, { ...olds, ownerTag }), ...checked.failures];
  const response = new CheckResponse();
  response.setInputs(toStruct(context.marked(checked.inputs, secrets)));
  response.setFailuresList(checkFailures(problems.map(({ reason }) => reason)));
  return response;
}

/**
 * Whether many declarations have this URN: `pulumi do … create --stateless` gives everybody the same one, and no random
 * seed, which deployments always have.
 */
function isSharedUrn(request: CheckRequest): boolean {
  return request.getRandomseed_asU8().length === 0;
}

function tagFor(context: Context, urn: string, olds: Properties): string | undefined {
  try {
    return ownerTagOf(urn, configuredOwnerTag(context.sources), olds["ownerTag"]);
  } catch (error) {
    throw context.safe(error);
  }
}

/**
 * What is wrong with inputs that only front ends set.
 * @param right their values if the engine sends back what a check returned, as it does where all changes of a resource are
 *   ignored; these are no problem
 */
function reservedInputProblems({ element }: Context, news: Properties, right: Properties) {
  const given = ADDED_NAMES.filter(
    (name) => news[name] !== undefined && news[name] !== null && news[name] !== right[name],
  );
  return unlisted(given, declaredNames(element), "the resource");
}
