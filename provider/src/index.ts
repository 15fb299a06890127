export { Act365Instance } from "./act365Instance";
export type { Act365InstanceArgs, BasicAuthArgs, EventsArgs } from "./act365InstanceArgs";
export { Act365Provider, type Act365ProviderArgs } from "./act365Provider";
export type { Events } from "./lifecycle/model/values";
export {
  type GetAct365InstanceArgs,
  type GetAct365InstanceOutputArgs,
  getAct365Instance,
  getAct365InstanceOutput,
} from "./lookups/getAct365Instance";
export { type ListAct365InstancesArgs, listAct365Instances } from "./lookups/listAct365Instances";
export type { FoundAct365Instance, GetAct365InstanceResult } from "./lookups/result";
