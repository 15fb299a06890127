import { type InvokeRequest, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { Properties } from "../lifecycle/model/properties";
import { findAll, findOne, type Wanted } from "../lookups/find";
import { foundInstance } from "../lookups/found";
import type { Instance } from "../platform/instance";
import { argumentProblem, givenArguments } from "./arguments";
import { unimplemented } from "./callErrors";
import { checkFailures } from "./checkFailures";
import type { Context } from "./context";
import { GET_INSTANCE, LIST_INSTANCES } from "./schema/tokens";
import { fromStruct, secret, toStruct } from "./wire";

/** A function of the package. */
interface PackageFunction {
  /** What is wrong with the arguments. */
  problem(args: Properties): string | undefined;
  result(context: Context, args: Properties): Promise<Properties>;
}

const FUNCTIONS: Readonly<Record<string, PackageFunction>> = {
  [GET_INSTANCE]: { problem: problemOfGet, result: getInstance },
  [LIST_INSTANCES]: { problem: problemOfList, result: listInstances },
};

/** Calls a function. */
export async function invoke(context: Context, request: InvokeRequest): Promise<InvokeResponse> {
  const called = FUNCTIONS[request.getTok()];
  if (called === undefined) throw unimplemented(`function ${request.getTok()}`);
  const args = givenArguments(fromStruct(request.getArgs()).values);
  const problem = called.problem(args);
  const response = new InvokeResponse();
  if (problem !== undefined) response.setFailuresList(checkFailures([problem]));
  else response.setReturn(toStruct(await called.result(context, args)));
  return response;
}

function problemOfGet(args: Properties): string | undefined {
  const problem = argumentProblem(args, { id: "string", name: "string", tag: "string" });
  if (problem !== undefined) return `getInstance ${problem}`;
  const [only, ...others] = Object.values(args);
  return others.length > 0 || only === undefined || only === ""
    ? "getInstance takes exactly one of id, name and tag, and not an empty one"
    : undefined;
}

function getInstance(context: Context, args: Properties): Promise<Properties> {
  const wanted: Wanted = Object.fromEntries(Object.entries(args).map(([name, value]) => [name, String(value)]));
  return context.session("", 0, async (session) => itemOf(await findOne(wanted, session)));
}

function problemOfList(args: Properties): string | undefined {
  const problem = argumentProblem(args, { tags: "strings", searchText: "string" });
  return problem && `listInstances ${problem}`;
}

function listInstances(context: Context, { tags, searchText }: Properties): Promise<Properties> {
  const text = typeof searchText === "string" && searchText !== "" ? searchText : undefined;
  return context.session("", 0, async (session) => {
    const found = await findAll(Array.isArray(tags) ? tags.map(String) : [], text, session);
    return { instances: found.map(itemOf) };
  });
}

function itemOf(instance: Instance): Properties {
  const found = foundInstance(instance);
  return { ...found, token: secret(found.token) };
}
