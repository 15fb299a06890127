export { Act365Instance } from "./dynamic/act365Instance";
export { Act365Provider, type Act365ProviderArgs } from "./dynamic/act365Provider";
export type {
  Act365InstanceArgs,
  BasicAuth,
  BasicAuthArgs,
  Events,
  EventsArgs,
} from "./dynamic/instanceProperties.generated";
export {
  type GetAct365InstanceArgs,
  type GetAct365InstanceOutputArgs,
  getAct365Instance,
  getAct365InstanceOutput,
} from "./dynamic/lookups/getAct365Instance";
export { type ListAct365InstancesArgs, listAct365Instances } from "./dynamic/lookups/listAct365Instances";
export type { GetAct365InstanceResult } from "./dynamic/lookups/result";
export type { FoundAct365Instance } from "./lookups/found";
